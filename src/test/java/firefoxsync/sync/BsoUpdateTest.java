// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BsoUpdateTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "A\n", "\u00e9", "a\u007f", "\t"})
  void idsAreOneToSixtyFourPrintableAsciiCharacters(String id) {
    assertThatThrownBy(() -> new BsoUpdate(id, null, null, null)).hasMessage("invalid id");
    assertThatThrownBy(() -> new BsoUpdate("a".repeat(65), null, null, null))
        .hasMessage("invalid id");
    assertThat(new BsoUpdate("~".repeat(64), null, null, null).id()).hasSize(64);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1_000_000_000, 1_000_000_000, Long.MIN_VALUE})
  void sortIndexHasNineDigits(long sortIndex) {
    assertThatThrownBy(() -> new BsoUpdate("a", null, sortIndex, null))
        .hasMessage("invalid sortindex");
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 1_000_000_000})
  void ttlHasNineDigitsAndNoSign(long ttl) {
    assertThatThrownBy(() -> new BsoUpdate("a", null, null, ttl)).hasMessage("invalid ttl");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ascii", "\u00e9\u07ff", "\u20ac\uffff", "\ud83e\udd8a!", "\u0000"})
  void payloadIsMeasuredInUtf8(String payload) {
    assertThat(new BsoUpdate("a", payload, null, null).payloadBytes())
        .isEqualTo(payload.getBytes(UTF_8).length);
  }

  @Test
  void halfASurrogatePairIsNoText() {
    for (var payload : new String[] {"\ud83e", "a\udd8a", "\ud83ex", "\udd8a\ud83e"}) {
      assertThatThrownBy(() -> new BsoUpdate("a", payload, null, null))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
