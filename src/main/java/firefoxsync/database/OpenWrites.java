// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The writes that are under way, one a thread, since when. Safe for concurrent use. */
final class OpenWrites implements AutoCloseable {
  private final Map<Thread, Long> begunNanos = new HashMap<>();

  // Mutable state
  private boolean isClosed;

  synchronized void begin() {
    if (begunNanos.containsKey(Thread.currentThread())) {
      throw new IllegalStateException("a write inside a write would wait for itself");
    }
    if (isClosed) {
      throw new DatabaseException("the database is closed");
    }
    begunNanos.put(Thread.currentThread(), System.nanoTime());
  }

  synchronized void end() {
    begunNanos.remove(Thread.currentThread());
    notifyAll();
  }

  /** Returns how long the oldest of them has taken so far. */
  synchronized Duration longest() {
    long now = System.nanoTime();
    return Duration.ofNanos(
        begunNanos.values().stream().mapToLong(begun -> now - begun).max().orElse(0));
  }

  /** Refuses further writes, and waits for those that were accepted. */
  @Override
  public synchronized void close() {
    isClosed = true;
    boolean wasInterrupted = false;
    while (!begunNanos.isEmpty()) {
      try {
        wait();
      } catch (InterruptedException e) {
        // Half a write has no answer: its own time limits end the waiting.
        wasInterrupted = true;
      }
    }
    if (wasInterrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
