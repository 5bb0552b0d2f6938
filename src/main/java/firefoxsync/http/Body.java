// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import java.nio.channels.FileChannel;

/** What a response carries: bytes in memory, or a spool file that has no name any more. */
public sealed interface Body {
  /** No body at all. */
  Body EMPTY = new Bytes(new byte[0], 0, () -> {});

  /** Returns the length in bytes. */
  long length();

  /** Gives back what the body holds: once it is sent, or nobody wants it. A second time does nothing. */
  void release();

  /** Takes the bytes, which must not change afterwards. */
  static Body of(byte[] bytes) {
    return bytes.length == 0 ? EMPTY : new Bytes(bytes, bytes.length, () -> {});
  }

  /** The first so many bytes of an array. */
  final class Bytes implements Body {
    private final byte[] array;
    private final int length;
    private final Runnable onRelease;

    Bytes(byte[] array, int length, Runnable onRelease) {
      this.array = array;
      this.length = length;
      this.onRelease = onRelease;
    }

    @Override
    public long length() {
      return length;
    }

    @Override
    public void release() {
      onRelease.run();
    }

    byte[] array() {
      return array;
    }
  }

  /** A finished spool file. */
  final class Spooled implements Body {
    private final FileChannel channel;
    private final long length;
    private final Runnable onRelease;

    Spooled(FileChannel channel, long length, Runnable onRelease) {
      this.channel = channel;
      this.length = length;
      this.onRelease = onRelease;
    }

    @Override
    public long length() {
      return length;
    }

    @Override
    public void release() {
      onRelease.run();
    }

    FileChannel channel() {
      return channel;
    }
  }
}
