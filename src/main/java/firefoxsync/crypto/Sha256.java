// SPDX-License-Identifier: MPL-2.0
package firefoxsync.crypto;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256. */
public final class Sha256 {
  private Sha256() {}

  /** Returns the 32-byte digest of the parts, one after another. */
  public static byte[] of(byte[]... parts) {
    var digest = begin();
    for (var part : parts) {
      digest.update(part);
    }
    return digest.digest();
  }

  /** Returns a digest for what comes in parts. */
  public static MessageDigest begin() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      // Every Java platform has SHA-256.
      throw new IllegalStateException(e);
    }
  }
}
