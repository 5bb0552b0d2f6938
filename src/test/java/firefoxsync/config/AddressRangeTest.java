// SPDX-License-Identifier: MPL-2.0
package firefoxsync.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class AddressRangeTest {
  @Test
  void addressAloneContainsItself() {
    assertThat(contains("127.0.0.1", "127.0.0.1")).isTrue();
    assertThat(contains("127.0.0.1", "127.0.0.2")).isFalse();
    assertThat(contains("::1", "::1")).isTrue();
  }

  @Test
  void prefixContainsWhatBeginsAlike() {
    assertThat(contains("10.0.0.0/8", "10.255.0.1")).isTrue();
    assertThat(contains("10.0.0.0/8", "11.0.0.0")).isFalse();
    assertThat(contains("192.0.2.128/25", "192.0.2.200")).isTrue();
    assertThat(contains("192.0.2.128/25", "192.0.2.127")).isFalse();
    assertThat(contains("2001:db8::/32", "2001:db8:ffff::1")).isTrue();
    assertThat(contains("2001:db8::/32", "2001:db9::1")).isFalse();
  }

  @Test
  void familiesDoNotMix() {
    assertThat(contains("0.0.0.0/0", "::1")).isFalse();
    assertThat(contains("::/0", "127.0.0.1")).isFalse();
  }

  @Test
  void everythingElseIsRefused() {
    for (var text : List.of(
        "",
        "localhost",
        "127.1",
        "1.2.3.256",
        "10.0.0.0/33",
        "::1/129",
        "10.0.0.0/",
        "10.0.0.0/-1",
        "1:2",
        "::1%lo")) {
      assertThatThrownBy(() -> AddressRange.parse(text))
          .as(text)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static boolean contains(String range, String address) {
    return AddressRange.parse(range).contains(NumericAddress.parse(address));
  }
}
