// SPDX-License-Identifier: MPL-2.0
package firefoxsync.push;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
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
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A browser with a subscription, which opens what it is sent; from the RFCs, not from our code. */
public final class SubscribedBrowser {
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final KeyPair keys;
  private final byte[] authSecret = new byte[16];
  private final URI endpoint;

  /** Subscribes at a push service. */
  public SubscribedBrowser(URI endpoint) {
    this.endpoint = endpoint;
    new SecureRandom().nextBytes(authSecret);
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      keys = generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns what it says of itself when it registers as a device. */
  public Map<String, Object> registration() {
    return Map.of(
        "pushCallback", endpoint.toString(),
        "pushPublicKey", publicKey(),
        "pushAuthKey", BASE64.encodeToString(authSecret));
  }

  Subscription subscription() {
    return new Subscription(endpoint.toString(), publicKey(), BASE64.encodeToString(authSecret));
  }

  private String publicKey() {
    return BASE64.encodeToString(point((ECPublicKey) keys.getPublic()));
  }

  /** Opens a message of one record. */
  public String open(byte[] body) {
    var buffer = ByteBuffer.wrap(body);
    var salt = take(buffer, 16);
    int recordBytes = buffer.getInt();
    var theirs = take(buffer, buffer.get());
    var sealed = take(buffer, buffer.remaining());
    if (sealed.length > recordBytes) {
      throw new IllegalArgumentException("more than one record");
    }
    try {
      var agreement = KeyAgreement.getInstance("ECDH");
      agreement.init(keys.getPrivate());
      agreement.doPhase(key(theirs), true);
      var info = concat(
          "WebPush: info\0".getBytes(US_ASCII), point((ECPublicKey) keys.getPublic()), theirs);
      var material = hkdf(authSecret, agreement.generateSecret(), info, 32);
      var key = hkdf(salt, material, "Content-Encoding: aes128gcm\0".getBytes(US_ASCII), 16);
      var nonce = hkdf(salt, material, "Content-Encoding: nonce\0".getBytes(US_ASCII), 12);
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
      return unpad(cipher.doFinal(sealed));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not for this browser", e);
    }
  }

  private static String unpad(byte[] record) {
    int end = record.length - 1;
    while (record[end] == 0) {
      end--;
    }
    if (record[end] != 2) {
      throw new IllegalArgumentException("not the last record");
    }
    return new String(record, 0, end, UTF_8);
  }

  private ECPublicKey key(byte[] point) throws GeneralSecurityException {
    var x = new BigInteger(1, Arrays.copyOfRange(point, 1, 33));
    var y = new BigInteger(1, Arrays.copyOfRange(point, 33, 65));
    var parameters = ((ECPublicKey) keys.getPublic()).getParams();
    var spec = new ECPublicKeySpec(new ECPoint(x, y), parameters);
    return (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(spec);
  }

  private static byte[] hkdf(byte[] salt, byte[] material, byte[] info, int bytes)
      throws GeneralSecurityException {
    return Arrays.copyOf(hmac(hmac(salt, material), concat(info, new byte[] {1})), bytes);
  }

  private static byte[] hmac(byte[] key, byte[] message) throws GeneralSecurityException {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(message);
  }

  private static byte[] point(ECPublicKey key) {
    return concat(
        new byte[] {4},
        coordinate(key.getW().getAffineX()),
        coordinate(key.getW().getAffineY()));
  }

  private static byte[] coordinate(BigInteger value) {
    var digits = "0".repeat(64) + value.toString(16);
    return HexFormat.of().parseHex(digits.substring(digits.length() - 64));
  }

  private static byte[] take(ByteBuffer buffer, int count) {
    var bytes = new byte[count];
    buffer.get(bytes);
    return bytes;
  }

  private static byte[] concat(byte[]... parts) {
    var all = new ByteArrayOutputStream();
    for (var part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
