// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * What a response carries: bytes in memory, a spool file that has no name any more, or, where nothing
 * is sent, a length alone.
 */
public sealed interface Body {
  /** No body at all. */
  Body EMPTY = new Bytes(List.of(), () -> {});

  /**
   * How much of a body is sent at a time, and how large the pieces of one in memory are: what each
   * slow reader costs.
   */
  int PIECE_BYTES = 32 * 1024;

  /** Returns the length in bytes. */
  long length();

  /** Gives back what the body holds: once it is sent, or nobody wants it. A second time does nothing. */
  void release();

  /** Takes the bytes, which must not change afterwards. */
  static Body of(byte[] bytes) {
    if (bytes.length == 0) {
      return EMPTY;
    }
    var pieces = new ArrayList<ByteBuffer>(1 + bytes.length / PIECE_BYTES);
    for (int from = 0; from < bytes.length; from += PIECE_BYTES) {
      pieces.add(ByteBuffer.wrap(bytes, from, Math.min(PIECE_BYTES, bytes.length - from))
          .slice());
    }
    return new Bytes(pieces, () -> {});
  }

  /** Returns what stands for a body of the length in an answer to HEAD, which sends none. */
  static Body unsent(long length) {
    return new Unsent(length);
  }

  /** A body whose length alone is told. */
  record Unsent(long length) implements Body {
    @Override
    public void release() {
      // Nothing is held.
    }
  }

  /** Bytes in memory, in pieces of which each but the last has {@link #PIECE_BYTES}. */
  final class Bytes implements Body {
    private final List<ByteBuffer> pieces;
    private final long length;
    private final Runnable onRelease;

    Bytes(List<ByteBuffer> pieces, Runnable onRelease) {
      this.pieces = List.copyOf(pieces);
      this.length = pieces.stream().mapToLong(ByteBuffer::remaining).sum();
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

    /** Returns the bytes from the offset on, at most so many, and none of the next piece. */
    ByteBuffer piece(long offset, int max) {
      var piece = pieces.get((int) (offset / PIECE_BYTES));
      int from = (int) (offset % PIECE_BYTES);
      return piece.slice(from, Math.min(max, piece.remaining() - from));
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
