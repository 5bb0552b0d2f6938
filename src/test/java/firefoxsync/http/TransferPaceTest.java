// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When patience with a slow transfer ends. */
final class TransferPaceTest {
  private static final long SECOND = 1_000_000_000;

  private final TransferPace pace = new TransferPace(new HttpLimits(
      1,
      1,
      1,
      1,
      Duration.ofSeconds(1),
      Duration.ofSeconds(1),
      Duration.ofSeconds(10),
      100,
      Duration.ofSeconds(1)));

  @Test
  void silenceIsEnduredForAWhile() {
    pace.start(0);

    assertThat(pace.isTooSlow(10 * SECOND)).isFalse();
    assertThat(pace.isTooSlow(10 * SECOND + 1)).isTrue();
  }

  @Test
  void tricklingBelowTheRateIsNotEnough() {
    pace.start(0);
    pace.moved(900, 9 * SECOND);
    pace.moved(999, 10 * SECOND);

    assertThat(pace.isTooSlow(10 * SECOND)).isFalse();
    assertThat(pace.isTooSlow(11 * SECOND)).isTrue();
  }

  @Test
  void steadyTransferMayLast() {
    pace.start(0);
    pace.moved(100_000, 990 * SECOND);

    assertThat(pace.isTooSlow(999 * SECOND)).isFalse();
  }
}
