// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one log has to do, one thing after another: writes that wait, in groups, and other work. Safe
 * for concurrent use.
 */
final class Lane {
  private static final int WAITING_MAX = 64;

  // Mutable state, guarded by this
  private final ArrayDeque<Waiting> writes = new ArrayDeque<>();
  private final ArrayDeque<Runnable> jobs = new ArrayDeque<>();
  private boolean isRunning;

  /** Adds a write; false when too many wait already. */
  synchronized boolean add(Waiting write) {
    return writes.size() < WAITING_MAX && writes.add(write);
  }

  /** Adds other work, unless there is much of it already. */
  synchronized boolean add(Runnable job) {
    return jobs.size() < WAITING_MAX && jobs.add(job);
  }

  /** Begins to run; false when it does so already. */
  synchronized boolean start() {
    if (isRunning) {
      return false;
    }
    isRunning = true;
    return true;
  }

  /** Ends running unless there is more to do. */
  synchronized boolean stop() {
    isRunning = !writes.isEmpty() || !jobs.isEmpty();
    return !isRunning;
  }

  /** Takes the next work that is no write; null when there is none. */
  synchronized @Nullable Runnable job() {
    return jobs.poll();
  }

  /** Takes every write whose caller still waits. */
  synchronized List<Waiting> group() {
    var group = new ArrayList<Waiting>();
    for (var write = writes.poll(); write != null; write = writes.poll()) {
      if (!write.isOver()) {
        group.add(write);
      }
    }
    return group;
  }

  /** Tells all who wait that nothing comes of it. */
  void refuse(RuntimeException reason) {
    group().forEach(write -> write.refuse(reason));
  }
}
