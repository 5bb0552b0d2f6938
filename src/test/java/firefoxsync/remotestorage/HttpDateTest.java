// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class HttpDateTest {
  @Test
  void isThatOfTheRfc() {
    assertThat(HttpDate.of(784111777_999L)).isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
    assertThat(HttpDate.of(0)).isEqualTo("Thu, 01 Jan 1970 00:00:00 GMT");
    assertThat(HttpDate.of(-1)).isEqualTo("Wed, 31 Dec 1969 23:59:59 GMT");
  }

  @Test
  void isWhatThePlatformWritesOnEveryDay() {
    var format = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
        .withZone(ZoneOffset.UTC);
    long step = 86_400_000L + 3_661_000L;
    for (long time = 0; time < 4_102_444_800_000L; time += step) {
      assertThat(HttpDate.of(time)).isEqualTo(format.format(Instant.ofEpochMilli(time)));
    }
  }
}
