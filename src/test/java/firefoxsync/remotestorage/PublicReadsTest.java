// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import firefoxsync.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class PublicReadsTest {
  private final TestClock clock = new TestClock();
  private final PublicReads reads = new PublicReads(clock);

  @Test
  void readsHaveALimitForAMinute() {
    for (int i = 0; i < PublicReads.READS_MAX; i++) {
      reads.read("203.0.113.7");
    }
    assertRefused("203.0.113.7");
    assertThatCode(() -> reads.read("203.0.113.8")).doesNotThrowAnyException();
    clock.advance(Duration.ofMinutes(1));
    assertThatCode(() -> reads.read("203.0.113.7")).doesNotThrowAnyException();
  }

  @Test
  void missesHaveANarrowerOne() {
    for (int i = 0; i < PublicReads.MISSES_MAX; i++) {
      reads.read("203.0.113.7");
      reads.missed("203.0.113.7");
    }
    assertRefused("203.0.113.7");
  }

  @Test
  void addressesThatOneCustomerHasCountTogether() {
    for (int i = 0; i < PublicReads.MISSES_MAX; i++) {
      reads.missed("2001:db8:1:2::%x".formatted(i + 1));
    }
    assertRefused("2001:db8:1:2:ffff::1");
    assertThatCode(() -> reads.read("2001:db8:1:3::1")).doesNotThrowAnyException();
  }

  private void assertRefused(String address) {
    assertThatExceptionOfType(RemoteStorageException.class)
        .isThrownBy(() -> reads.read(address))
        .matches(e -> e.error() == RemoteStorageError.TOO_MANY_REQUESTS);
  }
}
