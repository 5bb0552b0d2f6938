// SPDX-License-Identifier: MPL-2.0
package firefoxsync.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the daemon by SIGKILL at random moments. {@code -Dtorture.rounds=N} says how often, {@code
 * -Dtorture.seed=N} repeats what a failed run wrote, as far as threads allow.
 */
final class KilledUnderLoadIT {
  private static final int ROUNDS = Integer.getInteger("torture.rounds", 6);
  private static final long SEED = Long.getLong("torture.seed", System.nanoTime());
  private static final int START_KILLED_ONE_IN = 6;
  private static final int START_MILLIS_MAX = 1500;
  private static final int ROUND_MILLIS_MIN = 100;
  private static final int ROUND_MILLIS_MAX = 4000;

  private final Random random = new Random(SEED);

  @Test
  void whatWasAnsweredOutlivesEveryKill(@TempDir Path directory) throws Exception {
    System.out.printf("torture: %d rounds, -Dtorture.seed=%d%n", ROUNDS, SEED);
    int round = 0;
    try (var served = ServedDirectory.start(directory, directory);
        var load = new Load(served, random)) {
      while (round < ROUNDS) {
        round++;
        load.runFor(Duration.ofMillis(random(ROUND_MILLIS_MIN, ROUND_MILLIS_MAX)));
        served.kill();
        load.end();
        restart(served);
        load.verify();
        StoredRows.check(served.database());
        report(round, load, served);
      }
      assertThat(served.stop()).isZero();
      assertThat(load.tally().acknowledged.sum()).isGreaterThan(10L * ROUNDS);
      assertThat(served.log()).doesNotContain("Exception", "ERROR", "<3>");
    } catch (Throwable e) {
      throw new AssertionError(
          "in round %d of a run with -Dtorture.seed=%d: %s".formatted(round, SEED, e), e);
    }
  }

  /** Now and then it is killed again while it recovers. */
  private void restart(ServedDirectory served) throws Exception {
    served.launch();
    if (random.nextInt(START_KILLED_ONE_IN) == 0) {
      served.awaitFor(Duration.ofMillis(random(0, START_MILLIS_MAX)));
      served.kill();
      served.launch();
    }
    served.awaitAnswer();
  }

  private int random(int min, int max) {
    return min + random.nextInt(max - min);
  }

  private static void report(int round, Load load, ServedDirectory served) throws Exception {
    if (round == ROUNDS || round % 10 == 0) {
      System.out.printf(
          "torture: after %d kills %s; %d KiB%n",
          round, load.tally(), Files.size(served.database()) / 1024);
    }
  }
}
