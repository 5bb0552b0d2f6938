// SPDX-License-Identifier: MPL-2.0
package firefoxsync.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyIdTest {
  @Test
  void headerGivesTimeAndClientState() {
    assertThat(KeyId.parse("0000000001234-qqo"))
        .isEqualTo(new KeyId(OptionalLong.of(1234), "aaaa"));
  }

  @Test
  void headerIsSplitAtTheFirstHyphen() {
    assertThat(KeyId.parse("1700000000123-ctu3M2x2eAAj-D2kw1Xy7g"))
        .isEqualTo(new KeyId(OptionalLong.of(1700000000123L), "72dbb7336c76780023f83da4c355f2ee"));
  }

  @Test
  void timeOfZeroIsNotGiven() {
    assertThat(KeyId.parse("0-qqo").keysChangedAt()).isEmpty();
  }

  @Test
  void clientStateMayBeEmpty() {
    assertThat(KeyId.parse("1234-").clientState()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "qqo",
        "1234",
        "-qqo",
        "12x-qqo",
        " 1-qqo",
        "1-q=",
        "1-q",
        "1-!",
        "1-qqo=x",
        "9999999999999999999-qqo",
        "1-AAAAAAAAAAAAAAAAAAAAAAA"
      })
  void malformedHeaderIsInvalidCredentials(String header) {
    assertRefused(() -> KeyId.parse(header), TokenError.INVALID_CREDENTIALS);
  }

  @Test
  void headerThatIsNotAsciiIsAnInvalidKeyId() {
    assertRefused(() -> KeyId.parse("1234-qqé"), TokenError.INVALID_KEY_ID);
  }

  @Test
  void olderHeaderMayRepeatTheClientState() {
    KeyId.parse("1234-qqo").check("aaaa");
    KeyId.parse("1234-qqo").check("AAAA");
  }

  @Test
  void olderHeaderMayNotSayOtherwise() {
    var keyId = KeyId.parse("1234-qqo");
    assertRefused(() -> keyId.check("bbbb"), TokenError.OTHER_CLIENT_STATE);
    assertRefused(() -> keyId.check("aa/a"), TokenError.MALFORMED_CLIENT_STATE);
    assertRefused(() -> keyId.check(""), TokenError.MALFORMED_CLIENT_STATE);
    assertRefused(() -> keyId.check("a".repeat(33)), TokenError.MALFORMED_CLIENT_STATE);
  }

  @Test
  void tokensHaveTheTimeInThirteenDigits() {
    assertThat(KeyId.format(2345, "bbbb")).isEqualTo("0000000002345-u7s");
    assertThat(KeyId.format(1700000000123L, "72dbb7336c76780023f83da4c355f2ee"))
        .isEqualTo("1700000000123-ctu3M2x2eAAj-D2kw1Xy7g");
  }

  private static void assertRefused(Runnable call, TokenError error) {
    assertThatThrownBy(call::run)
        .asInstanceOf(type(TokenException.class))
        .extracting(TokenException::error)
        .isEqualTo(error);
  }
}
