// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import java.sql.SQLException;
import java.time.Duration;

/** Gives room that deleted rows left in the file back to the disk, a little at a time. */
final class FreePages {
  /** Up to a quarter of the file is kept for what comes next. */
  private static final int KEPT_SHARE = 4;

  /** Less is not worth a write. */
  private static final int FREE_PAGES_MIN = 16;

  private static final int STEP_PAGES_MIN = 4;
  private static final int STEP_PAGES_MAX = 512;

  /** A step that takes longer is followed by a smaller one, a quick one by a larger. */
  private static final Duration STEP_TIME = Duration.ofMillis(20);

  private final StatementCache statements;
  private final Incident incident = new Incident("shrink the database");

  // Mutable state
  private int stepPages = 32;

  FreePages(StatementCache statements) {
    this.statements = statements;
  }

  /** Takes one step, when there is much to give back; tells whether there is still. */
  boolean giveBack() {
    try {
      if (!isMuchFree()) {
        return false;
      }
      long begun = System.nanoTime();
      shrink();
      adapt(System.nanoTime() - begun);
      incident.passed();
      return isMuchFree();
    } catch (SQLException e) {
      incident.met(e.getMessage());
      return false;
    }
  }

  /** Tells whether there is much to give back. */
  boolean isWorthIt() {
    try {
      return isMuchFree();
    } catch (SQLException e) {
      incident.met(e.getMessage());
      return false;
    }
  }

  private boolean isMuchFree() throws SQLException {
    long free = pages("freelist_count");
    return free > FREE_PAGES_MIN && free * KEPT_SHARE > pages("page_count");
  }

  private long pages(String which) throws SQLException {
    return statements.first("PRAGMA " + which, row -> row.number(which));
  }

  private void adapt(long tookNanos) {
    if (tookNanos > STEP_TIME.toNanos()) {
      stepPages = Math.max(STEP_PAGES_MIN, stepPages / 2);
    } else if (tookNanos < STEP_TIME.toNanos() / 2) {
      stepPages = Math.min(STEP_PAGES_MAX, stepPages * 2);
    }
  }

  private void shrink() throws SQLException {
    try (var statement = statements.connection().createStatement()) {
      // As an update the driver runs it to its end, else it would give back one page alone.
      statement.executeUpdate("PRAGMA incremental_vacuum(" + stepPages + ")");
    }
  }
}
