// SPDX-License-Identifier: MPL-2.0
package firefoxsync.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The small functions against published values. */
final class CryptoVectorsTest {
  /** FIPS 180-2, appendix B.1. */
  @Test
  void sha256() {
    assertThat(hex(Sha256.of(ascii("a"), ascii("bc"))))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  /** RFC 4231, test case 2. */
  @Test
  void hmac() {
    assertThat(hex(Hmac.sha256(ascii("Jefe"), ascii("what do ya want for nothing?"))))
        .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  }

  /** RFC 5869, test case 3. */
  @Test
  void hkdfWithoutSalt() {
    var secret = new byte[22];
    Arrays.fill(secret, (byte) 0x0b);

    assertThat(hex(Hkdf.derive(secret, "", 42)))
        .isEqualTo("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"
            + "9d201395faa4b61a96c8");
    assertThat(Hkdf.derive(secret, new byte[0], "", 42)).isEqualTo(Hkdf.derive(secret, "", 42));
  }

  @Test
  void hkdfHasALimit() {
    assertThat(Hkdf.derive(ascii("x"), "", 8160)).hasSize(8160);
    assertThatThrownBy(() -> Hkdf.derive(ascii("x"), "", 8161))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** From Mozilla's token library. */
  @Test
  void tokenSigningKey() {
    assertThat(hex(MasterSecret.key("secret0".getBytes(UTF_8), MasterSecret.Use.TOKEN_SIGNING)))
        .isEqualTo("d97f4804f510ebf3161e7c140bde92f3e988b59f5d90dd38e7bf5382ddddaf91");
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
