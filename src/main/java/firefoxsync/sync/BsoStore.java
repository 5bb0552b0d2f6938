// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import java.util.OptionalLong;
import java.util.function.Function;

/** Every user's collections and BSOs. Safe for concurrent use. */
public interface BsoStore {
  /** Runs the work on one snapshot of the user's data. */
  <T> T read(long uid, Function<UserBsos, T> work);

  /**
   * Decides on a snapshot that no other write of this user can change, then keeps the change set
   * whole and durable: once decided it is seen whole by everybody, even if this call fails or its
   * process ends while a large batch is being committed. The decision must have no effect and may run again; when it throws, nothing
   * changes.
   */
  Written write(long uid, Function<UserBsos, ChangeSet> decide);

  /** Remembers how many payload bytes the uid may have; empty is what everybody may. */
  void limit(long uid, OptionalLong quotaBytes);

  /** Marks the uid as no longer in use; its data stay until {@link #erase}. Safe to repeat. */
  void retire(long uid);

  /** Forgets all data of the uid for good, and retires it. Safe to repeat. */
  void erase(long uid);

  /**
   * Removes some of what nobody can see any more: expired items, stale batches, wiped collections.
   *
   * @param fromUid only users from this one on
   * @param limit about how many rows to remove at most
   * @return the user to go on with, or empty when nothing is left
   */
  OptionalLong purge(long fromUid, int limit);
}
