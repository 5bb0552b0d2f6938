// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Copies the write-ahead log into the database: most of it on a connection and a thread of its own,
 * beside the writer; the little that was written meanwhile between two commits, so that the log can
 * begin anew. All methods but {@link #copy} are for the writer's thread.
 */
final class SqliteCheckpoint implements AutoCloseable {
  /** A log so many times longer than what makes a copy due waits for the copying to end. */
  private static final int OVERDUE = 4;

  /** How often the copying catches up with the writer before that has to wait for the rest. */
  private static final int ROUNDS_MAX = 4;

  /** A rest so many times smaller than what makes a copy due is the writer's. */
  private static final int REST_SHARE = 16;

  private final SqliteFile file;
  private final StatementCache writer;
  private final int walPages;
  private final Incident incident = new Incident("copy the write-ahead log into the database");

  // Mutable state
  private @Nullable CompletableFuture<Void> copying;

  /** How long the log is, and how much of it is in the database already. */
  private record Log(long pages, long copied) {
    long rest() {
      return pages - copied;
    }
  }

  SqliteCheckpoint(SqliteFile file, StatementCache writer, int walPages) {
    this.file = file;
    this.writer = writer;
    this.walPages = walPages;
  }

  /** Goes on between two commits: begins to copy a log that is long, or ends what was begun. */
  void goOn() {
    try {
      var log = log(writer, "NOOP");
      if (copying == null && log.rest() >= walPages) {
        copying = CompletableFuture.runAsync(this::copy, SqliteCheckpoint::start);
      } else if (copying != null
          && (copying.isDone() || log.pages() >= (long) walPages * OVERDUE)) {
        end(copying);
      }
    } catch (SQLException e) {
      incident.met(e.getMessage());
    }
  }

  private static void start(Runnable copy) {
    var thread = new Thread(copy, "database-checkpoint");
    thread.setDaemon(true);
    thread.start();
  }

  private void end(CompletableFuture<Void> begun) {
    begun.join();
    copying = null;
    run();
  }

  /** Copies what readers allow, here and now. Failing is no harm: the log holds everything. */
  void run() {
    try {
      log(writer, "PASSIVE");
      incident.passed();
    } catch (SQLException e) {
      incident.met(e.getMessage());
    }
  }

  private void copy() {
    try (var connection = file.openBeside()) {
      var beside = new StatementCache(connection);
      long rest = walPages;
      for (int i = 0; i < ROUNDS_MAX && rest > walPages / REST_SHARE; i++) {
        log(beside, "PASSIVE");
        rest = log(beside, "NOOP").rest();
      }
      incident.passed();
    } catch (SQLException | RuntimeException e) {
      incident.met(e.getMessage());
    }
  }

  private static Log log(StatementCache statements, String mode) throws SQLException {
    return statements.first(
        "PRAGMA wal_checkpoint(" + mode + ")",
        row -> new Log(row.number("log"), row.number("checkpointed")));
  }

  /** Waits for the copying, then ends it. */
  @Override
  public void close() {
    if (copying != null) {
      end(copying);
    } else {
      run();
    }
  }
}
