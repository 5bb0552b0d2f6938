// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives room that deleted rows left in the file back to the disk, a little at a time. */
final class FreePages {
  private static final Logger LOG = LoggerFactory.getLogger(FreePages.class);

  /** Up to a quarter of the file is kept for what comes next. */
  private static final int KEPT_SHARE = 4;

  private static final int STEP_PAGES = 256;

  private final Connection connection;

  FreePages(Connection connection) {
    this.connection = connection;
  }

  /** Takes one step, when there is much to give back. */
  void giveBack() {
    try {
      long free = SqliteFile.number(connection, "PRAGMA freelist_count");
      if (free * KEPT_SHARE > SqliteFile.number(connection, "PRAGMA page_count")) {
        shrink();
      }
    } catch (SQLException e) {
      LOG.warn("cannot shrink the database: {}", e.getMessage());
    }
  }

  private void shrink() throws SQLException {
    try (var statement = connection.createStatement()) {
      // As an update the driver runs it to its end, else it would give back one page alone.
      statement.executeUpdate("PRAGMA incremental_vacuum(" + STEP_PAGES + ")");
    }
  }
}
