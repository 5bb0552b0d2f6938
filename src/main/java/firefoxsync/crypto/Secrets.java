// SPDX-License-Identifier: MPL-2.0
package firefoxsync.crypto;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Randomness, and comparison of secrets in constant time. Safe for concurrent use. */
public final class Secrets {
  private final SecureRandom random = new SecureRandom();

  /** Returns fresh random bytes. */
  public byte[] bytes(int count) {
    var bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Returns fresh random bytes as lower-case hexadecimal digits, two a byte. */
  public String hex(int bytes) {
    return HexFormat.of().formatHex(bytes(bytes));
  }

  /** Returns a random number from 1 to {@code last}, both included. */
  public int number(int last) {
    return 1 + random.nextInt(last);
  }

  /** Tells whether two secrets are the same, in a time that depends on their lengths alone. */
  public static boolean equal(byte[] one, byte[] other) {
    return MessageDigest.isEqual(one, other);
  }
}
