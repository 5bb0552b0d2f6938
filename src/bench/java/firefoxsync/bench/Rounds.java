// SPDX-License-Identifier: MPL-2.0
package firefoxsync.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The rounds of one figure. Of most things the median round counts, so that one round in which the
 * machine was busy with something else moves nothing.
 */
record Rounds(List<Round> rounds) {
  static Rounds of(Round only) {
    return new Rounds(List.of(only));
  }

  double aSecond() {
    return median(Round::aSecond);
  }

  double medianMillis() {
    return median(round -> round.millis(0.50));
  }

  double p99Millis() {
    return median(round -> round.millis(0.99));
  }

  double worstMillis() {
    return rounds.stream().mapToDouble(round -> round.millis(1)).max().orElse(Double.NaN);
  }

  /** Returns what each unit cost the server's process, over all rounds: the clock for it is coarse. */
  double microsEach() {
    long micros = rounds.stream().mapToLong(Round::processorMicros).sum();
    return (double) micros / Math.max(1, rounds.stream().mapToLong(Round::done).sum());
  }

  /** Returns what share of the limit is done, where each round stands beside one of the limit's. */
  double share(Rounds limit) {
    var shares = new double[rounds.size()];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = rounds.get(i).aSecond() / limit.rounds().get(i).aSecond();
    }
    return median(shares);
  }

  private double median(ToDoubleFunction<Round> figure) {
    return median(rounds.stream().mapToDouble(figure).toArray());
  }

  private static double median(double[] figures) {
    Arrays.sort(figures);
    int middle = figures.length / 2;
    return figures.length % 2 == 1 ? figures[middle] : (figures[middle - 1] + figures[middle]) / 2;
  }
}
