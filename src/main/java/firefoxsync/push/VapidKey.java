// SPDX-License-Identifier: MPL-2.0
package firefoxsync.push;

import static java.nio.charset.StandardCharsets.US_ASCII;

import firefoxsync.http.Json;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Optional;

/** With what this server says who it is, to every push service alike (RFC 8292). */
final class VapidKey {
  /** Services refuse more than a day. */
  private static final Duration LIFE = Duration.ofHours(12);

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final String HEADER = "{\"typ\":\"JWT\",\"alg\":\"ES256\"}";

  private final PrivateKey privateKey;
  private final byte[] publicPoint;

  private VapidKey(PrivateKey privateKey, byte[] publicPoint) {
    this.privateKey = privateKey;
    this.publicPoint = publicPoint;
  }

  static VapidKey fresh() {
    var pair = P256.generate();
    return new VapidKey(pair.getPrivate(), P256.encode((ECPublicKey) pair.getPublic()));
  }

  /**
   * Reads what {@link #bytes} returned.
   *
   * @throws IllegalArgumentException when it is something else
   */
  static VapidKey read(byte[] bytes) {
    try {
      var point = Arrays.copyOf(bytes, P256.POINT_BYTES);
      P256.decode(point);
      var rest = Arrays.copyOfRange(bytes, P256.POINT_BYTES, bytes.length);
      var key = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(rest));
      return new VapidKey(key, point);
    } catch (GeneralSecurityException | ArrayIndexOutOfBoundsException e) {
      throw new IllegalArgumentException("not a key", e);
    }
  }

  /** Returns the whole key, to be sealed: the public point, then the private key as PKCS #8. */
  byte[] bytes() {
    var secret = privateKey.getEncoded();
    var all = Arrays.copyOf(publicPoint, P256.POINT_BYTES + secret.length);
    System.arraycopy(secret, 0, all, P256.POINT_BYTES, secret.length);
    return all;
  }

  /**
   * Returns the value of {@code Authorization} for a push service.
   *
   * @param contact where its people find whoever sends, when that is anything they can reach
   */
  String authorization(URI endpoint, Optional<String> contact, Instant now) {
    var claims = new LinkedHashMap<String, Object>();
    claims.put("aud", endpoint.getScheme() + "://" + endpoint.getRawAuthority());
    claims.put("exp", now.plus(LIFE).getEpochSecond());
    contact.ifPresent(url -> claims.put("sub", url));
    var signed = BASE64.encodeToString(HEADER.getBytes(US_ASCII))
        + '.'
        + BASE64.encodeToString(Json.write(claims));
    return "vapid t=" + signed + '.' + BASE64.encodeToString(sign(signed)) + ", k="
        + BASE64.encodeToString(publicPoint);
  }

  private byte[] sign(String text) {
    try {
      // The form of JSON Web Signatures: both numbers, one after the other.
      var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(privateKey);
      signature.update(text.getBytes(US_ASCII));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      // Every Java platform of ours has this algorithm.
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return "VapidKey[…]";
  }
}
