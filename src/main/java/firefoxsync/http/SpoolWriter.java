// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Takes the bytes of one answer, for {@link Spool}. For one thread at a time. */
public final class SpoolWriter extends OutputStream {
  private static final int FIRST_BYTES = 8 * 1024;

  private final Spool spool;

  // Mutable state: pieces that are full, then the one that is being filled
  private final List<byte[]> full = new ArrayList<>();
  private byte[] buffer = new byte[FIRST_BYTES];
  private int length;
  private long memoryTaken;
  private long diskTaken;
  private @Nullable FileChannel file;
  private boolean isFinished;

  SpoolWriter(Spool spool) {
    this.spool = spool;
  }

  @Override
  public void write(int value) {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes) {
    write(bytes, 0, bytes.length);
  }

  /**
   * Takes the bytes.
   *
   * @throws FaultException a 503, when the spool is full
   */
  @Override
  public void write(byte[] bytes, int offset, int count) {
    Objects.checkFromIndexSize(offset, count, bytes.length);
    int from = offset;
    while (from < offset + count) {
      if (length == buffer.length) {
        makeRoom();
      }
      int piece = Math.min(offset + count - from, buffer.length - length);
      System.arraycopy(bytes, from, buffer, length, piece);
      length += piece;
      from += piece;
    }
  }

  /** Returns all that was written; nothing may be written afterwards. */
  public Body body() {
    if (isFinished) {
      throw new IllegalStateException("the body was taken already");
    }
    if (file == null) {
      isFinished = true;
      long held = memoryTaken;
      return new Body.Bytes(pieces(), once(() -> spool.memory().give(held)));
    }
    spill(file, buffer, length);
    isFinished = true;
    return new Body.Spooled(file, diskTaken, once(this::discardFile));
  }

  /** Gives back everything, unless the body was taken. */
  @Override
  public void close() {
    if (!isFinished) {
      isFinished = true;
      spool.memory().give(memoryTaken);
      discardFile();
    }
  }

  private List<ByteBuffer> pieces() {
    var pieces = new ArrayList<ByteBuffer>(full.size() + 1);
    full.forEach(piece -> pieces.add(ByteBuffer.wrap(piece)));
    pieces.add(ByteBuffer.wrap(buffer, 0, length).slice());
    return pieces;
  }

  private void makeRoom() {
    if (file != null) {
      spill(file, buffer, length);
      length = 0;
    } else if (buffer.length < Body.PIECE_BYTES) {
      buffer = Arrays.copyOf(buffer, Math.min(buffer.length * 4, Body.PIECE_BYTES));
    } else if (mayHoldAnotherPiece()) {
      full.add(buffer);
      buffer = new byte[Body.PIECE_BYTES];
      length = 0;
    } else {
      goToDisk();
    }
  }

  private boolean mayHoldAnotherPiece() {
    long held = (full.size() + 1L) * Body.PIECE_BYTES;
    if (held >= Spool.MEMORY_BYTES_MAX || !spool.memory().take(Body.PIECE_BYTES)) {
      return false;
    }
    memoryTaken += Body.PIECE_BYTES;
    return true;
  }

  private void goToDisk() {
    try {
      file = spool.newFile();
    } catch (IOException e) {
      throw unavailable("cannot open a spool file", e);
    }
    for (var piece : full) {
      spill(file, piece, piece.length);
    }
    full.clear();
    spill(file, buffer, length);
    length = 0;
    spool.memory().give(memoryTaken);
    memoryTaken = 0;
  }

  private void spill(FileChannel to, byte[] piece, int count) {
    if (!spool.disk().take(count)) {
      throw new FaultException(HttpFault.UNAVAILABLE, "the spool is full");
    }
    diskTaken += count;
    try {
      var bytes = ByteBuffer.wrap(piece, 0, count);
      while (bytes.hasRemaining()) {
        to.write(bytes);
      }
    } catch (IOException e) {
      throw unavailable("cannot write a spool file", e);
    }
  }

  /** The disk may be full; what fits into memory is answered all the same. */
  private static FaultException unavailable(String doing, IOException cause) {
    return new FaultException(HttpFault.UNAVAILABLE, doing + ": " + cause.getMessage());
  }

  private void discardFile() {
    spool.disk().give(diskTaken);
    try {
      if (file != null) {
        file.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close a spool file", e);
    }
  }

  private static Runnable once(Runnable action) {
    var isDone = new AtomicBoolean();
    return () -> {
      if (isDone.compareAndSet(false, true)) {
        action.run();
      }
    };
  }
}
