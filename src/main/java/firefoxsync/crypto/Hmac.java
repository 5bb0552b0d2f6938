// SPDX-License-Identifier: MPL-2.0
package firefoxsync.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 (RFC 2104). */
public final class Hmac {
  private static final String ALGORITHM = "HmacSHA256";

  /** To be cloned: looking for the algorithm's provider takes longer than many a code. */
  private static final Mac PROTOTYPE = prototype();

  private Hmac() {}

  /** Returns the 32-byte code of the message under the key, which must not be empty. */
  public static byte[] sha256(byte[] key, byte[] message) {
    try {
      var mac = (Mac) PROTOTYPE.clone();
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac.doFinal(message);
    } catch (GeneralSecurityException | CloneNotSupportedException e) {
      // Java's own HmacSHA256 can be cloned, and takes any key that is not empty.
      throw new IllegalStateException(e);
    }
  }

  private static Mac prototype() {
    try {
      return Mac.getInstance(ALGORITHM);
    } catch (GeneralSecurityException e) {
      // Every Java platform has HmacSHA256.
      throw new IllegalStateException(e);
    }
  }
}
