// SPDX-License-Identifier: MPL-2.0
package firefoxsync.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.spec.ECPrivateKeySpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** RFC 8291: the example of its section 5, and the way to a browser and back. */
final class MessageEncryptionTest {
  private static final String PUBLIC_KEY =
      "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
  private static final String AUTH_SECRET = "BTBZMqHH6r4Tts7J_aSIgg";
  private static final URI ENDPOINT = URI.create("https://push.example.org/subscription");

  @Test
  void exampleOfTheRfc() throws GeneralSecurityException {
    var encryption = new MessageEncryption(sendersKeys(), bytes("DGv6ra1nlYgDCS1FRnbzlw"));
    var sealed = encryption.seal(
        "When I grow up, I want to be a watermelon".getBytes(UTF_8),
        new Subscription(ENDPOINT.toString(), PUBLIC_KEY, AUTH_SECRET));
    assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(sealed))
        .isEqualTo("DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27ml"
            + "mlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPT"
            + "pK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN");
  }

  @Test
  void browserOpensTheLongestMessage() {
    var browser = new SubscribedBrowser(ENDPOINT);
    var text = "x".repeat(PushMessage.BYTES_MAX);
    var sealed = new MessageEncryption(P256.generate(), new byte[16])
        .seal(text.getBytes(UTF_8), browser.subscription());
    assertThat(sealed).hasSize(4096);
    assertThat(browser.open(sealed)).isEqualTo(text);
  }

  @Test
  void anotherBrowserOpensNothing() {
    var sealed = new MessageEncryption(P256.generate(), new byte[16])
        .seal(new byte[] {1}, new SubscribedBrowser(ENDPOINT).subscription());
    var other = new SubscribedBrowser(ENDPOINT);
    assertThatThrownBy(() -> other.open(sealed)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void keyOffTheCurveIsRefused() {
    var point = bytes(PUBLIC_KEY);
    point[64] ^= 1;
    var wrong = Base64.getUrlEncoder().withoutPadding().encodeToString(point);
    assertThatThrownBy(() -> new Subscription(ENDPOINT.toString(), wrong, AUTH_SECRET))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("curve");
  }

  @Test
  void secretOfAnotherLengthIsRefused() {
    assertThatThrownBy(() -> new Subscription(ENDPOINT.toString(), PUBLIC_KEY, "AAAA"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static KeyPair sendersKeys() throws GeneralSecurityException {
    var publicKey = P256.decode(bytes(
        "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8"));
    var secret = new BigInteger(1, bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"));
    var spec = new ECPrivateKeySpec(secret, publicKey.getParams());
    return new KeyPair(publicKey, KeyFactory.getInstance("EC").generatePrivate(spec));
  }

  private static byte[] bytes(String text) {
    return Base64.getUrlDecoder().decode(text);
  }
}
