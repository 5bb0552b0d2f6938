// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.DeflaterOutputStream;

/**
 * Cuts a text of any length into parts, none of which is longer than the provider takes. A cut may
 * fall anywhere: the text is that of all parts, one after another.
 */
final class PartWriter extends OutputStream {
  private static final int SLICE_BYTES = 8 * 1024;

  /** What a deflater may hold back, and has to write in the end. */
  private static final int HELD_BACK_BYTES = 96 * 1024;

  /** However well it compresses: whoever reads a part holds its text in memory. */
  private static final int TEXT_BYTES_MAX = 8 * 1024 * 1024;

  private final DocumentCodec codec;
  private final int textBytesSafe;
  private final int deflatedBytesMax;
  private final Consumer<LogDocument> sink;
  private final List<String> digests = new ArrayList<>();

  // Mutable state: the part that is being written
  private ByteArrayOutputStream deflated = new ByteArrayOutputStream();
  private DeflaterOutputStream deflater = new DeflaterOutputStream(deflated);
  private ByteArrayOutputStream text = new ByteArrayOutputStream();
  private int textBytes;

  /**
   * Takes where parts go.
   *
   * @param partBytesMax the longest document
   */
  PartWriter(DocumentCodec codec, int partBytesMax, Consumer<LogDocument> sink) {
    this.codec = codec;
    // What cannot be compressed grows by five bytes in sixteen thousand.
    this.textBytesSafe = partBytesMax - DocumentCodec.OVERHEAD_BYTES - 16 - partBytesMax / 1024;
    this.deflatedBytesMax = partBytesMax - DocumentCodec.OVERHEAD_BYTES - HELD_BACK_BYTES;
    this.sink = sink;
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    for (int done = 0; done < length; ) {
      int room = Math.min(SLICE_BYTES, Math.max(textBytesSafe - textBytes, 0));
      if (room == 0 && deflated.size() < deflatedBytesMax && textBytes < TEXT_BYTES_MAX) {
        room = SLICE_BYTES;
      }
      if (room == 0) {
        cut();
        continue;
      }
      int slice = Math.min(room, length - done);
      append(bytes, offset + done, slice);
      done += slice;
    }
  }

  private void append(byte[] bytes, int offset, int length) {
    try {
      deflater.write(bytes, offset, length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (digests.isEmpty()) {
      text.write(bytes, offset, length);
    }
    textBytes += length;
  }

  private void cut() {
    try {
      deflater.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var part = codec.wrap(deflated.toByteArray());
    digests.add(part.digest());
    sink.accept(part);
    deflated = new ByteArrayOutputStream();
    deflater = new DeflaterOutputStream(deflated);
    text = new ByteArrayOutputStream();
    textBytes = 0;
  }

  /** Returns the whole text when no part was cut off it so far. */
  Optional<byte[]> unparted() {
    return digests.isEmpty() ? Optional.of(text.toByteArray()) : Optional.empty();
  }

  /** Ends the last part, and returns the digests of all in order. */
  List<String> finish() {
    if (textBytes > 0) {
      cut();
    }
    return List.copyOf(digests);
  }
}
