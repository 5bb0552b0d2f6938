// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

/**
 * Watches that a transfer goes on: never silent for too long, and on average not below a rate.
 * Belongs to one event loop.
 */
final class TransferPace {
  private final long silentNanos;
  private final long bytesPerSecondMin;
  private long startNanos;
  private long movedNanos;
  private long bytes;

  TransferPace(HttpLimits limits) {
    this.silentNanos = limits.silentTime().toNanos();
    this.bytesPerSecondMin = limits.bytesPerSecondMin();
  }

  /** Begins a transfer. */
  void start(long nowNanos) {
    startNanos = nowNanos;
    movedNanos = nowNanos;
    bytes = 0;
  }

  /** Notes how many bytes have moved since the start. */
  void moved(long total, long nowNanos) {
    if (total > bytes) {
      bytes = total;
      movedNanos = nowNanos;
    }
  }

  /** Tells whether the other side has used up our patience. */
  boolean isTooSlow(long nowNanos) {
    long elapsed = nowNanos - startNanos;
    // A double is exact enough, and cannot overflow.
    boolean isBelowRate = bytes < bytesPerSecondMin * (elapsed / 1e9);
    return nowNanos - movedNanos > silentNanos || (elapsed > silentNanos && isBelowRate);
  }
}
