// SPDX-License-Identifier: MPL-2.0
package firefoxsync.torture;

import static org.assertj.core.api.Assertions.assertThat;

import firefoxsync.remotelog.ColdStart;
import firefoxsync.remotelog.FaultyProvider;
import firefoxsync.remotelog.FaultyProvider.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the daemon by SIGKILL while everybody's data live at a provider that fails now and then. What
 * was answered is there after each kill, and in the end the provider alone has all of it.
 */
final class KilledWhileDataLiveElsewhereIT {
  private static final int ROUNDS = Math.max(4, Integer.getInteger("torture.rounds", 4) / 3);
  private static final long SEED = Long.getLong("torture.seed", System.nanoTime());
  private static final int ROUND_MILLIS_MIN = 300;
  private static final int ROUND_MILLIS_MAX = 3000;
  private static final Duration SETTLED_IN = Duration.ofMinutes(1);

  /** Those after which one attempt more is all that is needed. */
  private static final List<Fault> FAULTS =
      List.of(Fault.DROPPED_REQUEST, Fault.DROPPED_ANSWER, Fault.TORN_BODY, Fault.STATUS_500);

  private final Random random = new Random(SEED);

  @Test
  void whatWasAnsweredIsHereAndThere(@TempDir Path directory, @TempDir Path empty)
      throws Exception {
    System.out.printf("torture: %d rounds elsewhere, -Dtorture.seed=%d%n", ROUNDS, SEED);
    try (var provider = new FaultyProvider();
        var served = ServedDirectory.start(
            directory, directory, "[outgoing]\nallow_hosts = [\"127.0.0.1\"]");
        var load = new Load(served, random)) {
      var coldStart = new ColdStart(served.database(), served.masterSecret());
      served.stop();
      coldStart.link(provider, Load.uids());
      served.launch();
      served.awaitAnswer();
      for (int round = 0; round < ROUNDS; round++) {
        disturb(provider);
        load.runFor(Duration.ofMillis(
            ROUND_MILLIS_MIN + random.nextInt(ROUND_MILLIS_MAX - ROUND_MILLIS_MIN)));
        served.kill();
        load.end();
        provider.always(null);
        served.launch();
        served.awaitAnswer();
        // A write that nobody was told about may still be on its way.
        Awaitility.await().atMost(SETTLED_IN).until(() -> coldStart.pending() == 0);
        load.verify();
      }
      assertThat(served.stop()).isZero();
      StoredRows.check(served.database());
      coldStart.check(provider, empty);
      assertThat(load.tally().acknowledged.sum()).isGreaterThan(5L * ROUNDS);
      System.out.println("torture: data elsewhere, " + load.tally());
    } catch (Throwable e) {
      throw new AssertionError("in a run with -Dtorture.seed=%d: %s".formatted(SEED, e), e);
    }
  }

  private void disturb(FaultyProvider provider) {
    for (int i = 0; i < 5; i++) {
      var fault = FAULTS.get(random.nextInt(FAULTS.size()));
      int one = random.nextInt(20);
      provider.next(request -> request.hashCode() % 20 == one, fault);
    }
  }
}
