// SPDX-License-Identifier: MPL-2.0
package firefoxsync.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** HKDF-SHA256 (RFC 5869). */
public final class Hkdf {
  private static final int HASH_BYTES = 32;
  private static final int OUTPUT_BYTES_MAX = 255 * HASH_BYTES;

  private Hkdf() {}

  /** Derives without a salt, which the RFC defines as 32 zero bytes. */
  public static byte[] derive(byte[] secret, String info, int bytes) {
    return derive(secret, new byte[HASH_BYTES], info, bytes);
  }

  /** Derives {@code bytes} bytes (at most 8160) from a secret that is not empty. */
  public static byte[] derive(byte[] secret, byte[] salt, String info, int bytes) {
    if (bytes < 1 || bytes > OUTPUT_BYTES_MAX) {
      throw new IllegalArgumentException("HKDF cannot derive " + bytes + " bytes");
    }
    var pseudoRandomKey = Hmac.sha256(salt.length == 0 ? new byte[HASH_BYTES] : salt, secret);
    var output = new ByteArrayOutputStream();
    var block = new byte[0];
    for (int i = 1; output.size() < bytes; i++) {
      block =
          Hmac.sha256(pseudoRandomKey, concat(block, info.getBytes(UTF_8), new byte[] {(byte) i}));
      output.writeBytes(block);
    }
    return Arrays.copyOf(output.toByteArray(), bytes);
  }

  private static byte[] concat(byte[]... parts) {
    var all = new ByteArrayOutputStream();
    for (var part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
