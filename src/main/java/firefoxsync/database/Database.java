// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import java.time.Duration;
import java.util.function.Function;

/** The one database. Safe for concurrent use; every call blocks its thread. */
public interface Database extends AutoCloseable {
  /** Runs the work on one snapshot, read-only. */
  <T> T read(Function<Transaction, T> work);

  /**
   * Runs the work in a transaction and returns once it is durable. The work may run more than once
   * and must have no effect but through the transaction; when it throws, nothing of it is kept and
   * the exception comes out here.
   *
   * @throws DatabaseException.Conflict when the database stays busy
   */
  <T> T write(Function<Transaction, T> work);

  /** Returns which engine this is. */
  Dialect dialect();

  /**
   * Checks that reads work and that no write has been under way for longer than the limit, for a
   * watchdog. Writes nothing.
   *
   * @throws DatabaseException saying what makes no progress
   */
  void checkProgress(Duration limit);

  /** Finishes the writes that were accepted, then lets go of the files. */
  @Override
  void close();
}
