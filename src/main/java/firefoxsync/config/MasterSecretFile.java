// SPDX-License-Identifier: MPL-2.0
package firefoxsync.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/** Where the master secrets are read from. */
final class MasterSecretFile {
  private static final int BYTES_MAX = 65_536;
  private static final int CHARACTERS_MIN = 16;

  private MasterSecretFile() {}

  /** Returns the file that systemd hands to the service, when it does, else the configured one. */
  static Path find(Path configured, Map<String, String> environment) {
    var credentials = environment.get("CREDENTIALS_DIRECTORY");
    if (credentials != null) {
      var handed = Path.of(credentials, "master-secret");
      if (Files.exists(handed)) {
        return handed;
      }
    }
    return configured;
  }

  /**
   * Reads one secret a line; blank lines are none.
   *
   * @throws IllegalArgumentException saying what is wrong, without any secret
   */
  static SecretLines read(Path file) {
    var secrets =
        text(file).lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    if (secrets.isEmpty()) {
      throw new IllegalArgumentException(file + " holds no secret");
    }
    if (secrets.stream().anyMatch(secret -> secret.length() < CHARACTERS_MIN)) {
      throw new IllegalArgumentException(
          file + " holds a secret of less than " + CHARACTERS_MIN + " characters");
    }
    return new SecretLines(secrets);
  }

  private static String text(Path file) {
    // A pipe will do, too: so its size is not asked for beforehand.
    try (var in = Files.newInputStream(file)) {
      var bytes = in.readNBytes(BYTES_MAX + 1);
      if (bytes.length > BYTES_MAX) {
        throw new IllegalArgumentException(file + " is too large for a file of secrets");
      }
      return new String(bytes, UTF_8);
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException("names " + file + ", which does not exist", e);
    } catch (AccessDeniedException e) {
      throw new IllegalArgumentException("names " + file + ", which may not be read", e);
    } catch (IOException e) {
      throw new IllegalArgumentException("names " + file + ", which cannot be read: " + e, e);
    }
  }
}
