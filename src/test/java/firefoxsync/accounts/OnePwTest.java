// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Vectors computed by Firefox ESR 153's own modules. */
class OnePwTest {
  @Test
  void asciiPasswordIsStretchedAsFirefoxDoes() {
    var onePw = OnePw.v1("correct horse", EmailAddress.parse("ada@example.org"));
    assertThat(hex(onePw.authPw()))
        .isEqualTo("10e4ba1f069feb7b55a03830a7bf6b492a83820c1c646826f39e245ae738fc13");
    assertThat(hex(onePw.unwrapBKey()))
        .isEqualTo("9617d4f0b895d163d9915048c291bc9421fb7b9222787a20a3de530bea009374");
  }

  @Test
  void otherLettersAreStretchedAsUtf8() {
    var onePw = OnePw.v1("pässwörd", EmailAddress.parse("andré@example.org"));
    assertThat(hex(onePw.authPw()))
        .isEqualTo("247b675ffb4c46310bc87e26d712153abe5e1c90ef00a4784594f97ef54f2375");
    assertThat(hex(onePw.unwrapBKey()))
        .isEqualTo("de6a2648b78284fcb9ffa81ba95803309cfba7af583c01a8a1a63e567234dd28");
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
