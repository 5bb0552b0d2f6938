// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SyncTimestampTest {
  @Test
  void nowIsCutToHundredths() {
    assertThat(SyncTimestamp.of(Instant.ofEpochMilli(1_388_635_807_419L)).millis())
        .isEqualTo(1_388_635_807_410L);
  }

  @Test
  void wireFormKeepsItsTwoDecimals() {
    assertThat(new SyncTimestamp(1_388_635_807_400L)).hasToString("1388635807.40");
    assertThat(SyncTimestamp.ZERO).hasToString("0.00");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0.00, 0",
    "1388635807.41, 1388635807410",
    "1388635807.419999, 1388635807410",
    "1388635807, 1388635807000",
    "1.5e3, 1500000",
    "1e-999999999, 0",
    "0e999999999, 0",
    "0.01, 10",
    "0.009, 0",
    "0.0001, 0",
    "99999999999999, 99999999999999000"
  })
  void decimalsAreParsedWithoutBinaryFractions(String text, long millis) {
    assertThat(SyncTimestamp.parse(text).millis()).isEqualTo(millis);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-1",
        "-0.01",
        "NaN",
        "Infinity",
        "abc",
        "1,5",
        "1e999999999",
        "100000000000000",
        "0x10",
        "00000000000000000000000000000000000000001"
      })
  void whatIsNoTimeIsRefused(String text) {
    assertThatThrownBy(() -> SyncTimestamp.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void nextIsAlwaysLater() {
    var last = new SyncTimestamp(1000);

    assertThat(last.next(new SyncTimestamp(2000)).millis()).isEqualTo(2000);
    assertThat(last.next(new SyncTimestamp(1000)).millis()).isEqualTo(1010);
    assertThat(last.next(new SyncTimestamp(500)).millis()).isEqualTo(1010);
  }
}
