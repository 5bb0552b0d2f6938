// SPDX-License-Identifier: MPL-2.0
package firefoxsync.bench;

import java.util.Arrays;
import java.util.List;

/** How long each request of a run took, and how many a second that was. */
record Times(List<Long> sortedNanos, double seconds) {
  static Times of(List<long[]> each, double seconds) {
    var sorted = each.stream().flatMapToLong(Arrays::stream).sorted().boxed().toList();
    return new Times(sorted, seconds);
  }

  double aSecond() {
    return sortedNanos.size() / seconds;
  }

  double medianMillis() {
    return millis(0.50);
  }

  double p99Millis() {
    return millis(0.99);
  }

  private double millis(double share) {
    if (sortedNanos.isEmpty()) {
      return Double.NaN;
    }
    int index = (int) Math.min(sortedNanos.size() - 1.0, sortedNanos.size() * share);
    return sortedNanos.get(index) / 1e6;
  }
}
