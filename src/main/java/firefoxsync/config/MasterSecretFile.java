// SPDX-License-Identifier: MPL-2.0
package firefoxsync.config;

import java.nio.file.Path;
import java.util.Map;

/** Where the master secrets are read from. */
final class MasterSecretFile {
  private static final int CHARACTERS_MIN = 16;

  private MasterSecretFile() {}

  /** Returns the file that systemd hands to the service, when it does, else the configured one. */
  static Path find(Path configured, Map<String, String> environment) {
    return SecretFile.credential("master-secret", environment).orElse(configured);
  }

  /**
   * Reads one secret a line; blank lines are none.
   *
   * @throws IllegalArgumentException saying what is wrong, without any secret
   */
  static SecretLines read(Path file) {
    var secrets = SecretFile.read(file);
    if (secrets.newestFirst().stream().anyMatch(secret -> secret.length() < CHARACTERS_MIN)) {
      throw new IllegalArgumentException("names " + file + ", which holds a secret of less than "
          + CHARACTERS_MIN + " characters");
    }
    return secrets;
  }
}
