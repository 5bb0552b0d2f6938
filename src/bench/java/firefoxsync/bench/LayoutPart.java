// SPDX-License-Identifier: MPL-2.0
package firefoxsync.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Which layout of the table of items SQLite writes and reads best. */
final class LayoutPart {
  private static final int ROUNDS = 3;

  /** Shorter than others: it is the order of the layouts that counts. */
  private static final double SECONDS_SHARE = 0.2;

  private static final double WARM_UP_SECONDS = 1;

  private final Measuring measuring;

  LayoutPart(Measuring measuring) {
    this.measuring = measuring;
  }

  /** A layout's process, and its figures so far. */
  private record Candidate(Layout layout, BareRows bare, List<Round> written, List<Round> read) {
    void round(double seconds) throws IOException {
      written.add(bare.round(seconds));
      read.add(bare.read(seconds / 2));
    }
  }

  void layouts() throws IOException {
    measuring
        .report()
        .facts("SQLite alone: rows of 1 KiB a second, median of " + ROUNDS
            + " rounds; the first layout is the daemon's");
    for (int rowsACommit : List.of(1, 64, 100)) {
      layouts(rowsACommit);
    }
  }

  private void layouts(int rowsACommit) throws IOException {
    double seconds = measuring.setting().seconds() * SECONDS_SHARE;
    var candidates = new ArrayList<Candidate>();
    try {
      for (var layout : Layout.values()) {
        var bare = new BareRows(measuring.setting(), layout, rowsACommit, 1);
        candidates.add(new Candidate(layout, bare, new ArrayList<>(), new ArrayList<>()));
        bare.round(WARM_UP_SECONDS);
        bare.read(WARM_UP_SECONDS / 2);
      }
      // One after the other, so that a slow moment of the disk meets all alike.
      for (int i = 0; i < ROUNDS; i++) {
        for (var candidate : candidates) {
          candidate.round(seconds);
        }
      }
    } finally {
      for (var candidate : candidates) {
        candidate.bare().close();
      }
    }
    for (var candidate : candidates) {
      measuring
          .report()
          .fact(
              "%s, %d rows a commit".formatted(candidate.layout(), rowsACommit),
              "%.0f written, %.0f read"
                  .formatted(
                      new Rounds(candidate.written()).aSecond(),
                      new Rounds(candidate.read()).aSecond()));
    }
  }
}
