// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firefoxsync.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AttemptsTest {
  private final TestClock clock = new TestClock();
  private final Attempts attempts =
      new Attempts(new Attempts.Limit(2, Duration.ofMinutes(15)), clock);

  @Test
  void onceTheTriesAreUsedTheWaitIsTold() {
    attempts.take("ada");
    attempts.take("ada");
    clock.advance(Duration.ofMinutes(5));
    assertThatThrownBy(() -> attempts.take("ada"))
        .isInstanceOfSatisfying(AccountException.class, e -> {
          assertThat(e.error()).isEqualTo(AccountError.TOO_MANY_REQUESTS);
          assertThat(e.extras()).containsEntry("retryAfter", 600L);
        });
  }

  @Test
  void triesComeBackAfterTheWindow() {
    attempts.take("ada");
    attempts.take("ada");
    clock.advance(Duration.ofMinutes(15));
    assertThatCode(() -> attempts.take("ada")).doesNotThrowAnyException();
  }

  @Test
  void tryThatWasNoGuessIsGivenBack() {
    for (int i = 0; i < 10; i++) {
      attempts.take("ada");
      attempts.giveBack("ada");
    }
    assertThatCode(() -> attempts.take("ada")).doesNotThrowAnyException();
  }

  @Test
  void keysAreCountedApart() {
    attempts.take("ada");
    attempts.take("ada");
    assertThatCode(() -> attempts.take("bea")).doesNotThrowAnyException();
  }

  @Test
  void networkOfAnIpv6AddressIsItsFirstHalf() {
    assertThat(new Visitor("2001:db8:1:2:3::4", "", "en").network())
        .isEqualTo(new Visitor("2001:db8:1:2:ffff::1", "", "en").network())
        .isNotEqualTo(new Visitor("2001:db8:1:3::4", "", "en").network());
    assertThat(new Visitor("192.0.2.7", "", "en").network()).isEqualTo("192.0.2.7");
  }
}
