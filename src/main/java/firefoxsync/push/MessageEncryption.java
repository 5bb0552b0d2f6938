// SPDX-License-Identifier: MPL-2.0
package firefoxsync.push;

import static java.nio.charset.StandardCharsets.US_ASCII;

import firefoxsync.crypto.Hmac;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals a message for one browser (RFC 8291, on aes128gcm of RFC 8188): the push service that carries
 * it reads nothing.
 */
final class MessageEncryption {
  static final int SALT_BYTES = 16;
  private static final int RECORD_BYTES = 4096;
  private static final int KEY_BYTES = 16;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  /** Says that no record follows (RFC 8188, section 2). */
  private static final byte LAST_RECORD = 2;

  private final KeyPair own;
  private final byte[] salt;

  /** Takes a key and a salt for one message; neither may be used again. */
  MessageEncryption(KeyPair own, byte[] salt) {
    this.own = own;
    this.salt = salt.clone();
  }

  /** Returns the body of the request to the push service. */
  byte[] seal(byte[] text, Subscription to) {
    var secret = Hmac.sha256(salt, keyMaterial(to));
    var record = Arrays.copyOf(text, text.length + 1);
    record[text.length] = LAST_RECORD;
    var key = expand(secret, "Content-Encoding: aes128gcm", KEY_BYTES);
    var nonce = expand(secret, "Content-Encoding: nonce", NONCE_BYTES);
    var sealed = encrypt(record, key, nonce);
    return ByteBuffer.allocate(SALT_BYTES + Integer.BYTES + 1 + P256.POINT_BYTES + sealed.length)
        .put(salt)
        .putInt(RECORD_BYTES)
        .put((byte) P256.POINT_BYTES)
        .put(ownPoint())
        .put(sealed)
        .array();
  }

  /** Returns what both sides and nobody else can derive (RFC 8291, section 3.4). */
  private byte[] keyMaterial(Subscription to) {
    var shared = Hmac.sha256(to.secret(), P256.agree(own.getPrivate(), to.key()));
    var info = concat(
        "WebPush: info\0".getBytes(US_ASCII), P256.encode(to.key()), ownPoint(), new byte[] {1});
    return Hmac.sha256(shared, info);
  }

  private byte[] ownPoint() {
    return P256.encode((ECPublicKey) own.getPublic());
  }

  private static byte[] expand(byte[] secret, String label, int bytes) {
    var info = concat((label + '\0').getBytes(US_ASCII), new byte[] {1});
    return Arrays.copyOf(Hmac.sha256(secret, info), bytes);
  }

  private static byte[] encrypt(byte[] record, byte[] key, byte[] nonce) {
    try {
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(key, "AES"),
          new GCMParameterSpec(TAG_BITS, nonce));
      return cipher.doFinal(record);
    } catch (GeneralSecurityException e) {
      // Every Java platform has AES-GCM.
      throw new IllegalStateException(e);
    }
  }

  private static byte[] concat(byte[]... parts) {
    var all = new ByteArrayOutputStream();
    for (var part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
