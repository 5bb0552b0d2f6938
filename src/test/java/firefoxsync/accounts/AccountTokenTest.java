// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import firefoxsync.crypto.Hkdf;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Vectors computed by Firefox ESR 153's own modules. */
class AccountTokenTest {
  private static final byte[] COUNTING =
      HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");

  @Test
  void sessionTokenYieldsIdAndKey() {
    var token = new AccountToken(AccountToken.Kind.SESSION, COUNTING);
    assertThat(token.id())
        .isEqualTo("5fa7b1a9a3266f052b766e956f525b583607e777f264a5bb67b57ed5e34c2c5c");
    assertThat(hex(token.hawkKey()))
        .isEqualTo("4f05fbeb8c81b662f52d5c21595c1033a5126f3b7dabd872c4cfd8298254651c");
  }

  @Test
  void keyFetchTokenYieldsIdKeyAndExtra() {
    var token = new AccountToken(AccountToken.Kind.KEY_FETCH, COUNTING);
    assertThat(token.id())
        .isEqualTo("6de9907607d3fe9beb75285e1421b1d4ff462c5fcd6113e8c53d86fc45b477ec");
    assertThat(hex(token.hawkKey()))
        .isEqualTo("856a77a4a62c84a331d0a3b54988605cd5282711cc4d9398418ace457464cf97");
    assertThat(hex(token.extra()))
        .isEqualTo("2f9a6a7533ecb2071476bed0f53e0ef83ced2278f9bd028b1ac14475802df792");
  }

  @Test
  void bearerOfASessionIsItsId() {
    var fifteens = new byte[32];
    Arrays.fill(fifteens, (byte) 0x0f);
    assertThat(new AccountToken(AccountToken.Kind.SESSION, fifteens).id())
        .isEqualTo("923ee512d6153af6796ecb3aaddb1e8a48a713ef79cf0dbcfcc124456fd3ed6a");
  }

  @Test
  void keptNameTellsNothingOfTheId() {
    var token = new AccountToken(AccountToken.Kind.SESSION, COUNTING);
    assertThat(token.storedId()).isNotEqualTo(token.id()).hasSize(64);
  }

  @Test
  void bundleOpensWithTheKeysOfTheToken() {
    var token = new AccountToken(AccountToken.Kind.KEY_FETCH, COUNTING);
    var kA = new byte[32];
    var wrapKb = new byte[32];
    Arrays.fill(wrapKb, (byte) 7);
    var bundle = KeyBundle.seal(token, kA, wrapKb);
    assertThat(bundle).hasSize(96);

    var keys = Hkdf.derive(token.extra(), KeyWord.of("account/keys"), 96);
    assertThat(hex(keys))
        .startsWith("ba0bf3257370cf7966761273bb33b79f222a29a4591d2b0daadd0b3691d76e4e")
        .endsWith("63820a5c554d94a30fa1337871dc86d20d8a91adfb3db31fe2fa1886a04f7fac"
            + "4b6e69352da02125e3846e7e451bcb9ec0099f9e133a8767af86f4b763551d2e");
    var opened = KeyBundle.xor(Arrays.copyOf(bundle, 64), Arrays.copyOfRange(keys, 32, 96));
    assertThat(opened).startsWith(kA).endsWith(wrapKb);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
