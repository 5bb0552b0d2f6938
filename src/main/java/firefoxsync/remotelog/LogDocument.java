// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import firefoxsync.crypto.Sha256;
import java.util.Arrays;
import java.util.HexFormat;

/** The bytes of one document as the provider keeps it; the last 32 are the digest of the others. */
final class LogDocument {
  static final int DIGEST_BYTES = 32;

  private final byte[] bytes;
  private final String digest;

  private LogDocument(byte[] bytes, String digest) {
    this.bytes = bytes;
    this.digest = digest;
  }

  /** Puts the digest behind the bytes. */
  static LogDocument of(byte[] start) {
    var digest = Sha256.of(start);
    var bytes = Arrays.copyOf(start, start.length + DIGEST_BYTES);
    System.arraycopy(digest, 0, bytes, start.length, DIGEST_BYTES);
    return new LogDocument(bytes, HexFormat.of().formatHex(digest));
  }

  /**
   * Takes what was fetched.
   *
   * @throws LogException when the digest is not theirs
   */
  static LogDocument whole(byte[] bytes) {
    int length = bytes.length - DIGEST_BYTES;
    if (length < 0
        || !Arrays.equals(
            Sha256.of(Arrays.copyOf(bytes, length)),
            Arrays.copyOfRange(bytes, length, bytes.length))) {
      throw new LogException(LogException.Kind.TORN, "the digest does not fit");
    }
    return new LogDocument(
        bytes, HexFormat.of().formatHex(Arrays.copyOfRange(bytes, length, bytes.length)));
  }

  /** Returns the bytes themselves, not a copy. */
  byte[] bytes() {
    return bytes;
  }

  /** Returns the digest as 64 hexadecimal digits: the name of a part, and a commit's link. */
  String digest() {
    return digest;
  }

  @Override
  public String toString() {
    return "LogDocument[" + digest + "]";
  }
}
