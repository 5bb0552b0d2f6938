// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import java.util.concurrent.atomic.AtomicLong;

/** A number of bytes that many share. Safe for concurrent use; never blocks. */
final class ByteBudget {
  private final long max;
  private final AtomicLong taken = new AtomicLong();

  ByteBudget(long max) {
    this.max = max;
  }

  /** Takes the bytes when all of them are there. */
  boolean take(long bytes) {
    long now = taken.get();
    while (bytes <= max - now) {
      if (taken.compareAndSet(now, now + bytes)) {
        return true;
      }
      now = taken.get();
    }
    return false;
  }

  /** Tells whether more than half were gone with so many more. */
  boolean isScarceWith(long more) {
    return taken.get() + more > max / 2;
  }

  /** Gives back what was taken. */
  void give(long bytes) {
    if (taken.addAndGet(-bytes) < 0) {
      throw new IllegalStateException("more given back than taken: " + bytes);
    }
  }

  long max() {
    return max;
  }

  long taken() {
    return taken.get();
  }
}
