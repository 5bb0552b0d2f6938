// SPDX-License-Identifier: MPL-2.0
package firefoxsync.metrics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** How long things took, counted in fixed steps. Safe for concurrent use; never blocks. */
public final class Histogram {
  /** The upper ends of the steps, in seconds; what takes longer counts in the last, without end. */
  static final List<Double> SECONDS =
      List.of(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0);

  /**
   * What was counted so far.
   *
   * @param upTo how many took no longer than each step's end, and last all of them
   */
  record Counts(List<Long> upTo, double sumSeconds) {}

  private final List<LongAdder> steps;
  private final LongAdder sumNanos = new LongAdder();

  /** Starts without anything counted. */
  public Histogram() {
    var adders = new ArrayList<LongAdder>();
    for (int i = 0; i <= SECONDS.size(); i++) {
      adders.add(new LongAdder());
    }
    steps = List.copyOf(adders);
  }

  /** Counts one. */
  public void add(Duration took) {
    double seconds = took.toNanos() / 1e9;
    int step = 0;
    while (step < SECONDS.size() && seconds > SECONDS.get(step)) {
      step++;
    }
    steps.get(step).increment();
    sumNanos.add(took.toNanos());
  }

  Counts counts() {
    var upTo = new ArrayList<Long>();
    long total = 0;
    for (var step : steps) {
      total += step.sum();
      upTo.add(total);
    }
    return new Counts(List.copyOf(upTo), sumNanos.sum() / 1e9);
  }
}
