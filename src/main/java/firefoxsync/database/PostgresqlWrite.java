// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One write, run until its end is known. */
final class PostgresqlWrite<T> {
  private static final int DUPLICATES_MAX = 3;

  private final PostgresqlPool pool;
  private final WriteMark mark;
  private final Function<Transaction, T> work;

  // Mutable state
  private @Nullable T result;
  private int duplicates;
  /** Whether the COMMIT of an earlier run had no answer. */
  private boolean isDoubtful;

  PostgresqlWrite(PostgresqlPool pool, WriteMark mark, Function<Transaction, T> work) {
    this.pool = pool;
    this.mark = mark;
    this.work = work;
  }

  /** Runs the write once. When it fails in a way that may pass, it can be run again. */
  @SuppressWarnings("NullAway") // T may itself be nullable: then null is its result.
  T run() {
    try (var connection = pool.take()) {
      var kept =
          SqlTransaction.run(new StatementCache(connection), Dialect.POSTGRESQL, this::apply);
      if (kept) {
        commit(connection);
      }
      return result;
    } catch (SQLException e) {
      throw SqlFailure.of("writing", e);
    }
  }

  /** Tells whether a failed run is worth another. */
  boolean mayPass(DatabaseException failure) {
    // Two that make the same row at once: one of them finds it there when it looks again. Should it
    // be our own mistake, looking again and again would not help.
    boolean wasRace = SqlFailure.isDuplicate(failure) && ++duplicates <= DUPLICATES_MAX;
    return wasRace || SqlFailure.mayPass(failure);
  }

  /** Returns whether there is something to commit. */
  private boolean apply(Transaction transaction) {
    if (mark.isKept(transaction, isDoubtful)) {
      return false;
    }
    // Whoever holds the lock of the mark knows that the earlier run has ended, and how.
    isDoubtful = false;
    result = work.apply(transaction);
    return true;
  }

  private void commit(Connection connection) throws SQLException {
    try {
      connection.commit();
    } catch (SQLException e) {
      isDoubtful = !SqlFailure.isRollback(e);
      if (isDoubtful) {
        pool.drop(connection);
      }
      throw e;
    }
  }
}
