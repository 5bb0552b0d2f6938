// SPDX-License-Identifier: MPL-2.0
package firefoxsync.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How a figure is taken: all sides are warmed alike until what a request costs falls no further, then
 * each works in several short rounds, one side after the other.
 */
final class Meter {
  private static final double WARM_UP_SECONDS = 0.5;
  private static final int WARM_UP_ROUNDS_MAX = 30;
  private static final int ROUNDS = 5;

  /** A round that is cheaper by less than this is no cheaper. */
  private static final double NOTABLY = 0.95;

  /** So many rounds that are no cheaper than one before show that the compilers are done. */
  private static final int STEADY_ROUNDS = 5;

  private final double seconds;

  /** Takes how long each figure is measured for. */
  Meter(double seconds) {
    this.seconds = seconds;
  }

  /** What warming took. */
  record Warmth(int rounds, boolean isSteady) {
    @Override
    public String toString() {
      return "%d rounds of %.1f s, one side after the other, %s"
          .formatted(
              rounds, WARM_UP_SECONDS, isSteady ? "then steady" : "**not steady even then**");
    }
  }

  /** Has all sides work in turn until none of them becomes cheaper any more, within bounds. */
  Warmth warm(Side... sides) throws IOException {
    var steady = new ArrayList<Steadiness>();
    for (var side : sides) {
      steady.add(new Steadiness(side));
    }
    for (int round = 1; round <= WARM_UP_ROUNDS_MAX; round++) {
      for (var side : steady) {
        side.round();
      }
      if (steady.stream().allMatch(Steadiness::isSteady)) {
        return new Warmth(round, true);
      }
    }
    return new Warmth(WARM_UP_ROUNDS_MAX, false);
  }

  /** Returns the figures of each side, whose rounds took turns. */
  List<Rounds> measure(Side... sides) throws IOException {
    var found = new ArrayList<List<Round>>();
    for (var side : sides) {
      // Connections that have just come are not yet what they will be.
      side.round(seconds / ROUNDS / 4);
      found.add(new ArrayList<>());
    }
    for (int i = 0; i < ROUNDS; i++) {
      for (int side = 0; side < sides.length; side++) {
        found.get(side).add(sides[side].round(seconds / ROUNDS));
      }
    }
    return found.stream().map(Rounds::new).toList();
  }

  /** Returns the figures of one side. */
  Rounds measureAlone(Side side) throws IOException {
    return measure(side).get(0);
  }

  /** Watches whether a side still becomes cheaper. */
  private static final class Steadiness {
    private final Side side;
    private double cheapest = Double.MAX_VALUE;
    private int roundsSince;

    Steadiness(Side side) {
      this.side = side;
    }

    void round() throws IOException {
      double micros = side.round(WARM_UP_SECONDS).microsEach();
      if (micros < cheapest * NOTABLY) {
        cheapest = micros;
        roundsSince = 0;
      } else {
        roundsSince++;
      }
    }

    boolean isSteady() {
      return roundsSince >= STEADY_ROUNDS;
    }
  }
}
