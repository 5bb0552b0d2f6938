// SPDX-License-Identifier: MPL-2.0
package firefoxsync.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where secrets are read from. */
final class SecretFile {
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
    var secrets = SmallFile.read(file)
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .toList();
    if (secrets.isEmpty()) {
      throw new IllegalArgumentException("names " + file + ", which holds no secret");
    }
    return new SecretLines(secrets);
  }
}
