// SPDX-License-Identifier: MPL-2.0
package firefoxsync.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where secrets are read from. */
final class SecretFile {
  private static final int BYTES_MAX = 65_536;

  private SecretFile() {}

  /** Returns the file that systemd hands to the service under the name, when it does. */
  static Optional<Path> credential(String name, Map<String, String> environment) {
    return Optional.ofNullable(environment.get("CREDENTIALS_DIRECTORY"))
        .map(directory -> Path.of(directory, name))
        .filter(Files::exists);
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
      throw new IllegalArgumentException("names " + file + ", which holds no secret");
    }
    return new SecretLines(secrets);
  }

  private static String text(Path file) {
    // A pipe will do, too: so its size is not asked for beforehand.
    try (var in = Files.newInputStream(file)) {
      var bytes = in.readNBytes(BYTES_MAX + 1);
      if (bytes.length > BYTES_MAX) {
        throw new IllegalArgumentException(
            "names " + file + ", which is too large for a file of secrets");
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
