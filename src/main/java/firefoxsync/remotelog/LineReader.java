// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import java.io.ByteArrayOutputStream;
import java.util.Iterator;
import java.util.Optional;

/** Reads the lines of a text that comes in pieces. */
final class LineReader {
  /** Far longer than the longest item: whatever is longer is no log of ours. */
  private static final int LINE_BYTES_MAX = 32 * 1024 * 1024;

  private final Iterator<byte[]> pieces;

  // Mutable state
  private byte[] piece = {};
  private int position;

  /** Takes the pieces, each read when the one before it is used up. */
  LineReader(Iterator<byte[]> pieces) {
    this.pieces = pieces;
  }

  /** Returns the next line without its end; empty after the last. */
  Optional<byte[]> next() {
    var line = new ByteArrayOutputStream();
    while (true) {
      int end = position;
      while (end < piece.length && piece[end] != '\n') {
        end++;
      }
      line.write(piece, position, end - position);
      if (line.size() > LINE_BYTES_MAX) {
        throw new LogException(LogException.Kind.MALFORMED, "a line is too long");
      }
      position = end + 1;
      if (end < piece.length) {
        return Optional.of(line.toByteArray());
      }
      if (!pieces.hasNext()) {
        position = piece.length;
        return line.size() == 0 ? Optional.empty() : Optional.of(line.toByteArray());
      }
      piece = pieces.next();
      position = 0;
    }
  }
}
