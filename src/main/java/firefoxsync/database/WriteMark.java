// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

/**
 * How a write recognises itself in the database. When a connection is lost during COMMIT nobody knows
 * whether the write was kept; it runs again, and its mark tells.
 */
@FunctionalInterface
public interface WriteMark {
  /**
   * Begins a run of the write, and tells whether an earlier run was kept. An earlier run that is
   * still under way in the database is waited for, by means of a lock that both want.
   *
   * @param isDoubtful whether there is an earlier run that nobody knows the end of
   * @throws DatabaseException.Conflict when it cannot be told
   */
  boolean isKept(Transaction transaction, boolean isDoubtful);

  /** Returns the mark of work that may as well be done twice. */
  static WriteMark none() {
    return (transaction, isDoubtful) -> false;
  }
}
