// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import java.time.Duration;
import java.util.function.Function;

/** The one database. Safe for concurrent use; every call blocks its thread. */
public interface Database extends AutoCloseable {
  /** Runs the work on one snapshot, read-only. It runs again only when it has seen nothing yet. */
  <T> T read(Function<Transaction, T> work);

  /**
   * Runs the work in a transaction and returns once it is durable. The work may run more than once
   * and must have no effect but through the transaction; when it throws, nothing of it is kept and
   * the exception comes out here.
   *
   * @throws DatabaseException.Conflict when the database stays busy
   */
  <T> T write(Function<Transaction, T> work);

  /**
   * As {@link #write(Function)}, for work whose mark locks all that the work reads and changes; it
   * keeps no other transaction away but by that lock.
   */
  <T> T write(WriteMark mark, Function<Transaction, T> work);

  /** Returns which engine this is. */
  Dialect dialect();

  /**
   * Checks that reads work and that no write has been under way for longer than the limit, for a
   * watchdog. Writes nothing.
   *
   * @throws DatabaseException saying what makes no progress
   */
  void checkProgress(Duration limit);

  /** Removes some rows of its own that are of no use any more; true when there may be more. */
  boolean tidy();

  /** Finishes the writes that were accepted, then lets go of the files. */
  @Override
  void close();
}
