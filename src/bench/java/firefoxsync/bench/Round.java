// SPDX-License-Identifier: MPL-2.0
package firefoxsync.bench;

import java.util.Arrays;

/**
 * What was done in one short stretch of time.
 *
 * @param done how many units
 * @param nanos how long each took, where that was looked at; sorted
 * @param processorMicros what the server's process had of the processors meanwhile
 */
record Round(long done, long[] nanos, double seconds, long processorMicros) {
  /** Sorts the times. */
  Round {
    Arrays.sort(nanos);
  }

  static Round of(long[] nanos, double seconds, long processorMicros) {
    return new Round(nanos.length, nanos, seconds, processorMicros);
  }

  double aSecond() {
    return done / seconds;
  }

  /** Returns what each unit cost the server's process. */
  double microsEach() {
    return (double) processorMicros / Math.max(1, done);
  }

  /** Returns what so large a share of the units did not exceed. */
  double millis(double share) {
    if (nanos.length == 0) {
      return Double.NaN;
    }
    int index = (int) Math.min(nanos.length - 1.0, nanos.length * share);
    return nanos[index] / 1e6;
  }
}
