// SPDX-License-Identifier: MPL-2.0
package firefoxsync;

import firefoxsync.config.Config;
import firefoxsync.config.DatabaseSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Where long answers wait for their readers. No two daemons share it. */
final class SpoolDirectory {
  private static final String NAME = "spool";

  private SpoolDirectory() {}

  /**
   * Returns it, made if need be: beside the database file; without one in the state directory that
   * systemd names, else in a new folder among the temporary files.
   */
  static Path find(Config config, Map<String, String> environment) {
    try {
      if (config.database() instanceof DatabaseSettings.Embedded embedded) {
        return Files.createDirectories(embedded.file().toAbsolutePath().resolveSibling(NAME));
      }
      var state = environment.get("STATE_DIRECTORY");
      return state == null
          ? temporary()
          : Files.createDirectories(Path.of(state.split(":", 2)[0], NAME));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a directory for long answers: " + e, e);
    }
  }

  /** Makes a folder that goes when the daemon ends: no file of the spool keeps its name. */
  private static Path temporary() throws IOException {
    var directory = Files.createTempDirectory("firefox-sync-spool-");
    directory.toFile().deleteOnExit();
    return directory;
  }
}
