// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import firefoxsync.crypto.Hkdf;
import firefoxsync.crypto.Hmac;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** kA and wrapKB, sealed for the holder of one key-fetch token. */
final class KeyBundle {
  private static final int KEY_BYTES = 32;

  private KeyBundle() {}

  /** Returns ciphertext and MAC, 96 bytes. */
  static byte[] seal(AccountToken keyFetch, byte[] kA, byte[] wrapKb) {
    var keys = Hkdf.derive(keyFetch.extra(), KeyWord.of("account/keys"), 3 * KEY_BYTES);
    var macKey = Arrays.copyOf(keys, KEY_BYTES);
    var xorKey = Arrays.copyOfRange(keys, KEY_BYTES, keys.length);
    var cipherText = xor(concat(kA, wrapKb), xorKey);
    return concat(cipherText, Hmac.sha256(macKey, cipherText));
  }

  /** Returns the exclusive or of two arrays of one length. */
  static byte[] xor(byte[] one, byte[] other) {
    if (one.length != other.length) {
      throw new IllegalArgumentException(one.length + " and " + other.length + " bytes");
    }
    var result = new byte[one.length];
    for (int i = 0; i < one.length; i++) {
      result[i] = (byte) (one[i] ^ other[i]);
    }
    return result;
  }

  private static byte[] concat(byte[] first, byte[] second) {
    var all = new ByteArrayOutputStream();
    all.writeBytes(first);
    all.writeBytes(second);
    return all.toByteArray();
  }
}
