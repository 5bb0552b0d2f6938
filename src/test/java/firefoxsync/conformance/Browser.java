// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import firefoxsync.crypto.Secrets;
import firefoxsync.crypto.Sha256;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A browser that waits for its keys: the PKCE pair, and the key pair that the page seals them for.
 * Sealing, which is the page's part, is here too; both are written from the RFCs.
 */
final class Browser {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final int TAG_BITS = 128;
  private static final int IV_BYTES = 12;

  private final Secrets secrets = new Secrets();
  private final String verifier = secrets.hex(32);
  private final KeyPair keys = keyPair();

  /** Returns what the code's redeemer must show. */
  String verifier() {
    return verifier;
  }

  /** Returns the PKCE challenge. */
  String challenge() {
    return BASE64.encodeToString(Sha256.of(verifier.getBytes(US_ASCII)));
  }

  /** Seals a text for the browser: ECDH-ES and A256GCM, compact form (RFC 7516, RFC 7518). */
  String seal(String text) throws GeneralSecurityException, IOException {
    var ephemeral = keyPair();
    var point = ((ECPublicKey) ephemeral.getPublic()).getW();
    var header = BASE64.encodeToString(JSON.writeValueAsBytes(Map.of(
        "alg", "ECDH-ES",
        "enc", "A256GCM",
        "epk",
            Map.of(
                "kty",
                "EC",
                "crv",
                "P-256",
                "x",
                coordinate(point.getAffineX()),
                "y",
                coordinate(point.getAffineY())))));
    var iv = secrets.bytes(IV_BYTES);
    var cipher = cipher(Cipher.ENCRYPT_MODE, contentKey(ephemeral, keys), iv, header);
    var sealed = cipher.doFinal(text.getBytes(UTF_8));
    int end = sealed.length - TAG_BITS / 8;
    return String.join(
        ".",
        header,
        "",
        BASE64.encodeToString(iv),
        BASE64.encodeToString(Arrays.copyOf(sealed, end)),
        BASE64.encodeToString(Arrays.copyOfRange(sealed, end, sealed.length)));
  }

  /** Opens what the server handed over. */
  JsonNode open(String jwe) throws GeneralSecurityException, IOException {
    var parts = jwe.split("\\.", -1);
    var epk = JSON.readTree(decode(parts[0])).get("epk");
    var params = ((ECPublicKey) keys.getPublic()).getParams();
    var point = new ECPoint(
        new BigInteger(1, decode(epk.get("x").asText())),
        new BigInteger(1, decode(epk.get("y").asText())));
    var theirs = KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, params));
    var key = contentKey(keys, new KeyPair(theirs, keys.getPrivate()));
    var cipher = cipher(Cipher.DECRYPT_MODE, key, decode(parts[2]), parts[0]);
    var text = decode(parts[3]);
    var tag = decode(parts[4]);
    return JSON.readTree(cipher.doFinal(
        ByteBuffer.allocate(text.length + tag.length).put(text).put(tag).array()));
  }

  private static Cipher cipher(int mode, byte[] key, byte[] iv, String header)
      throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, iv));
    cipher.updateAAD(header.getBytes(US_ASCII));
    return cipher;
  }

  /** One round of the Concat KDF over the shared secret. */
  private static byte[] contentKey(KeyPair own, KeyPair other) throws GeneralSecurityException {
    var agreement = KeyAgreement.getInstance("ECDH");
    agreement.init(own.getPrivate());
    agreement.doPhase(other.getPublic(), true);
    var hex = HexFormat.of();
    return Sha256.of(
        hex.parseHex("00000001"),
        agreement.generateSecret(),
        hex.parseHex("00000007"),
        "A256GCM".getBytes(US_ASCII),
        hex.parseHex("000000000000000000000100"));
  }

  private static KeyPair keyPair() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String coordinate(BigInteger value) {
    var bytes = value.toByteArray();
    var fixed = new byte[32];
    int length = Math.min(bytes.length, fixed.length);
    System.arraycopy(bytes, bytes.length - length, fixed, fixed.length - length, length);
    return BASE64.encodeToString(fixed);
  }

  private static byte[] decode(String text) {
    return Base64.getUrlDecoder().decode(text);
  }
}
