// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Copies the write-ahead log into the database, between commits and never inside one. */
final class SqliteCheckpoint {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteCheckpoint.class);

  /** A log so many times its size is copied though writes are waiting. */
  private static final int OVERDUE = 4;

  private final Connection connection;
  private final int walPages;

  // Mutable state
  private boolean isFailing;

  SqliteCheckpoint(Connection connection, int walPages) {
    this.connection = connection;
    this.walPages = walPages;
  }

  /** Tells whether the log is long; while writes are waiting, it may grow longer. */
  boolean isDue(boolean isIdle) {
    try {
      return pages() >= (isIdle ? walPages : (long) walPages * OVERDUE);
    } catch (SQLException e) {
      complain(e);
      return false;
    }
  }

  /** Copies what readers allow. Failing is no harm: the log holds everything that was committed. */
  void run() {
    try (var statement = connection.createStatement()) {
      statement.execute("PRAGMA wal_checkpoint(PASSIVE)");
      isFailing = false;
    } catch (SQLException e) {
      complain(e);
    }
  }

  /** Once, and not for each write of a night with a full disk. */
  private void complain(SQLException failure) {
    if (!isFailing) {
      LOG.warn("cannot copy the write-ahead log into the database: {}", failure.getMessage());
      isFailing = true;
    }
  }

  private long pages() throws SQLException {
    try (var statement = connection.createStatement();
        var results = statement.executeQuery("PRAGMA wal_checkpoint(NOOP)")) {
      return results.next() ? results.getLong("log") : 0;
    }
  }
}
