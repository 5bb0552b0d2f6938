// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Removes what nobody can see any more, user by user: expired items, stale batches, what was wiped.
 * Each step is one short write, so that those of people pass in between.
 */
public final class SyncPurge {
  private static final int STEP_ROWS = 2000;

  private final SqlBsoStore store;
  private final AtomicLong nextUid = new AtomicLong();
  private final AtomicLong removed = new AtomicLong();

  /** Takes the store to keep tidy. */
  public SyncPurge(SqlBsoStore store) {
    this.store = store;
  }

  /** Takes one step; true when there may be more, false when all users have had their turn. */
  public boolean purge() {
    var step = store.purgeStep(nextUid.get(), STEP_ROWS);
    nextUid.set(step.map(SqlPurge.Step::next).orElse(0L));
    removed.addAndGet(step.map(SqlPurge.Step::rows).orElse(0));
    return step.isPresent();
  }

  /** Returns how many rows were removed since the start. */
  public long removed() {
    return removed.get();
  }
}
