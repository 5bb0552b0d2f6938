// SPDX-License-Identifier: MPL-2.0
package firefoxsync.config;

import java.nio.file.Path;

/** Where everything is kept. */
public sealed interface DatabaseSettings permits DatabaseSettings.Embedded, PostgresqlSettings {
  /**
   * The embedded engine.
   *
   * @param file its one file
   */
  record Embedded(Path file) implements DatabaseSettings {
    private static final String SCHEME = "sqlite:";
  }

  /**
   * Parses {@code sqlite:PATH} or {@code postgresql://USER@HOST/DATABASE}.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  static DatabaseSettings parse(String url) {
    if (url.startsWith(PostgresqlSettings.SCHEME)) {
      return PostgresqlSettings.parse(url);
    }
    if (!url.startsWith(Embedded.SCHEME) || url.length() == Embedded.SCHEME.length()) {
      throw new IllegalArgumentException("must be sqlite:PATH or " + PostgresqlSettings.FORM);
    }
    return new Embedded(Path.of(url.substring(Embedded.SCHEME.length())));
  }
}
