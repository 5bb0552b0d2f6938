// SPDX-License-Identifier: MPL-2.0
package firefoxsync.config;

import java.nio.file.Path;

/**
 * Where everything is kept.
 *
 * @param file the file of the embedded database
 */
public record DatabaseSettings(Path file) {
  private static final String EMBEDDED = "sqlite:";

  /**
   * Parses {@code sqlite:PATH}.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  static DatabaseSettings parse(String url) {
    if (url.startsWith("postgresql:")) {
      throw new IllegalArgumentException(
          "this version keeps its data in SQLite only: write sqlite:PATH");
    }
    if (!url.startsWith(EMBEDDED) || url.length() == EMBEDDED.length()) {
      throw new IllegalArgumentException("must be sqlite:PATH");
    }
    return new DatabaseSettings(Path.of(url.substring(EMBEDDED.length())));
  }
}
