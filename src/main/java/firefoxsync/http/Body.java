// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import java.nio.channels.FileChannel;

/** What a response carries: bytes in memory, or a spool file that has no name any more. */
public sealed interface Body {
  /** No body at all. */
  Body EMPTY = new Bytes(new byte[0]);

  /** Returns the length in bytes. */
  long length();

  /** Takes the bytes, which must not change afterwards. */
  static Body of(byte[] bytes) {
    return bytes.length == 0 ? EMPTY : new Bytes(bytes);
  }

  /** Bytes in memory. */
  final class Bytes implements Body {
    private final byte[] bytes;

    private Bytes(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public long length() {
      return bytes.length;
    }

    byte[] bytes() {
      return bytes;
    }
  }

  /** A finished spool file; closing the channel gives its space back. */
  record Spooled(FileChannel channel, long length) implements Body {}
}
