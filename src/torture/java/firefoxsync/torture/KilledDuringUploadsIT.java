// SPDX-License-Identifier: MPL-2.0
package firefoxsync.torture;

import static org.assertj.core.api.Assertions.assertThat;

import firefoxsync.Services;
import firefoxsync.config.ConfigReader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the daemon by SIGKILL while several people upload documents of some MiB at once. What was
 * answered is there, whole; what was not is there whole or not at all; and what is left over of
 * uploads that broke off is swept.
 */
final class KilledDuringUploadsIT {
  private static final int ROUNDS = Math.max(4, Integer.getInteger("torture.rounds", 6) / 3);
  private static final long SEED = Long.getLong("torture.seed", System.nanoTime());
  private static final int ROUND_MILLIS_MIN = 200;
  private static final int ROUND_MILLIS_MAX = 3000;

  /** Longer than any upload may take between two pieces. */
  private static final Duration LATER = Duration.ofHours(2);

  private final Random random = new Random(SEED);

  @Test
  void documentsAreWholeOrNotThere(@TempDir Path directory) throws Exception {
    System.out.printf("torture: %d rounds of uploads, -Dtorture.seed=%d%n", ROUNDS, SEED);
    long stagedAtSomeKill = 0;
    try (var served =
        ServedDirectory.start(directory, directory, "[remotestorage]\nenabled = true")) {
      var uploads = Uploads.of(served, random);
      for (int round = 0; round < ROUNDS; round++) {
        uploads.runFor(Duration.ofMillis(
            ROUND_MILLIS_MIN + random.nextInt(ROUND_MILLIS_MAX - ROUND_MILLIS_MIN)));
        served.kill();
        uploads.end();
        stagedAtSomeKill += StoredDocuments.check(served.database());
        served.launch();
        served.awaitAnswer();
        uploads.verify();
      }
      assertThat(served.stop()).isZero();
      assertThat(served.log()).doesNotContain("Exception", "ERROR", "<3>");
      assertThat(uploads.acknowledged()).isGreaterThanOrEqualTo(ROUNDS);
      assertThat(uploads.unanswered()).isPositive();
      assertThat(stagedAtSomeKill).as("uploads that a kill has cut").isPositive();
      sweep(served.config());
      assertThat(StoredDocuments.check(served.database())).isZero();
      System.out.printf(
          "torture: uploads, %d acknowledged, %d unanswered, %d readings, %d cut and swept%n",
          uploads.acknowledged(), uploads.unanswered(), uploads.readings(), stagedAtSomeKill);
    } catch (Throwable e) {
      throw new AssertionError("in a run with -Dtorture.seed=%d: %s".formatted(SEED, e), e);
    }
  }

  private static void sweep(Path config) {
    var later = Clock.offset(Clock.systemUTC(), LATER);
    try (var services = Services.open(ConfigReader.read(config, Map.of()), later)) {
      while (services.documents().purge()) {
        // Until nothing is left.
      }
    }
  }
}
