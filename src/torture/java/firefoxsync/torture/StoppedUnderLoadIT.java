// SPDX-License-Identifier: MPL-2.0
package firefoxsync.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stop as systemd asks for it, while everybody writes. */
final class StoppedUnderLoadIT {
  private static final int STOPS = 2;

  /** TimeoutStopSec of the unit. */
  private static final Duration STOP_MAX = Duration.ofSeconds(30);

  private static final Duration LOAD = Duration.ofSeconds(2);

  @Test
  void whatIsKeptIsAnsweredAndTheExitIsClean(@TempDir Path directory) throws Exception {
    long seed = System.nanoTime();
    try (var served = ServedDirectory.start(directory, directory);
        var load = new Load(served, new Random(seed))) {
      for (int i = 0; i < STOPS; i++) {
        load.runFor(LOAD);
        load.expectAnswers();
        long begun = System.nanoTime();
        assertThat(served.stop()).isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(STOP_MAX);
        load.end();
        served.launch();
        served.awaitAnswer();
        load.verify();
        StoredRows.check(served.database());
      }
      assertThat(served.log()).doesNotContain("Exception");
      System.out.println("torture: " + STOPS + " stops, " + load.tally());
    }
  }
}
