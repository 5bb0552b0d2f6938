// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import io.netty.buffer.ByteBuf;
import java.util.Optional;

/**
 * Takes in the body of one request, whole or, where the route asks for that, piece by piece. Belongs
 * to one event loop.
 */
final class BodyIntake {
  /** What may come in one go beyond a piece; the decoders hand over less. */
  private static final int OVERHANG_BYTES = 64 * 1024;

  /** What each body that goes to a file holds of memory, about. */
  private static final int SPOOLED_PIECE_BYTES = 16 * 1024;

  private final long max;
  private final ByteBudget budget;
  private BodyCollector collector;
  private int pieceBytes;
  private long length;
  private int heldByWorker;
  private boolean hasHandedOn;

  BodyIntake(long max, boolean isStreamed, ByteBudget budget) {
    this.max = max;
    this.budget = budget;
    this.pieceBytes = isStreamed ? BodyReceiver.PIECE_BYTES : 0;
    this.collector = new BodyCollector(isStreamed ? Math.min(max, pieceRoom()) : max, budget);
  }

  /** Tells whether a whole body of that length should leave what memory there is to shorter ones. */
  boolean isForSpool(long announced) {
    return pieceBytes == 0
        && announced > SPOOLED_PIECE_BYTES
        && announced <= max
        && budget.isScarceWith(announced);
  }

  /** Hands the body on in short pieces from now on, and takes no more room than they need. */
  void spool() {
    pieceBytes = SPOOLED_PIECE_BYTES;
    collector = new BodyCollector(pieceRoom(), budget);
  }

  /** Makes room for an announced length; returns what is wrong with it. */
  Optional<HttpFault> announce(long announced) {
    if (announced > max) {
      return Optional.of(HttpFault.BODY_TOO_LARGE);
    }
    return collector.announce(pieceBytes > 0 ? Math.min(announced, pieceRoom()) : announced);
  }

  /** Keeps the bytes; returns why it cannot. */
  Optional<HttpFault> add(ByteBuf bytes) {
    if (bytes.readableBytes() > max - length) {
      return Optional.of(HttpFault.BODY_TOO_LARGE);
    }
    length += bytes.readableBytes();
    return collector.add(bytes);
  }

  /** Returns how many bytes came so far. */
  long length() {
    return length;
  }

  /** Tells whether there is a piece to hand on before more is read. */
  boolean hasPiece() {
    return pieceBytes > 0 && collector.length() > pieceBytes;
  }

  /** Returns that piece, or nothing when there is no room for it. */
  Optional<byte[]> piece() {
    if (!budget.take(pieceBytes)) {
      return Optional.empty();
    }
    heldByWorker = pieceBytes;
    hasHandedOn = true;
    return Optional.of(collector.cut(pieceBytes));
  }

  /** Gives back the room of the piece that was handed on. */
  void pieceTaken() {
    budget.give(heldByWorker);
    heldByWorker = 0;
  }

  /** Returns the whole body, or what is left of it. */
  byte[] bytes() {
    return collector.bytes();
  }

  /**
   * Gives all room back, once nobody uses the bytes; tells whether pieces were handed on that may have
   * to be forgotten, the first time alone.
   */
  boolean release() {
    pieceTaken();
    collector.release();
    boolean wasHandedOn = hasHandedOn;
    hasHandedOn = false;
    return wasHandedOn;
  }

  private int pieceRoom() {
    return pieceBytes + OVERHANG_BYTES;
  }
}
