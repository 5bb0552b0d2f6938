// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import java.sql.Connection;
import java.sql.SQLException;

/** Copies the write-ahead log into the database, between commits and never inside one. */
final class SqliteCheckpoint {
  /** A log so many times its size is copied though writes are waiting. */
  private static final int OVERDUE = 4;

  private final Connection connection;
  private final int walPages;

  private final Incident incident = new Incident("copy the write-ahead log into the database");

  SqliteCheckpoint(Connection connection, int walPages) {
    this.connection = connection;
    this.walPages = walPages;
  }

  /** Tells whether the log is long; while writes are waiting, it may grow longer. */
  boolean isDue(boolean isIdle) {
    try {
      return pages() >= (isIdle ? walPages : (long) walPages * OVERDUE);
    } catch (SQLException e) {
      incident.met(e.getMessage());
      return false;
    }
  }

  /** Copies what readers allow. Failing is no harm: the log holds everything that was committed. */
  void run() {
    try (var statement = connection.createStatement()) {
      statement.execute("PRAGMA wal_checkpoint(PASSIVE)");
      incident.passed();
    } catch (SQLException e) {
      incident.met(e.getMessage());
    }
  }

  private long pages() throws SQLException {
    try (var statement = connection.createStatement();
        var results = statement.executeQuery("PRAGMA wal_checkpoint(NOOP)")) {
      return results.next() ? results.getLong("log") : 0;
    }
  }
}
