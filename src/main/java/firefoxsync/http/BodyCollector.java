// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.Optional;

/**
 * Gathers the body of one request, within the route's limit and everybody's budget. An announced
 * body gets its whole room at once, so that what has begun is not given up half-way.
 */
final class BodyCollector {
  private static final int FIRST_BYTES = 8 * 1024;

  private final int max;
  private final ByteBudget budget;
  private byte[] bytes = {};
  private int length;

  /** Takes at most {@code max} bytes, which must be less than 2 GiB. */
  BodyCollector(long max, ByteBudget budget) {
    this.max = Math.toIntExact(max);
    this.budget = budget;
  }

  /** Makes room for an announced length; returns what is wrong with it. */
  Optional<HttpFault> announce(long announced) {
    if (announced > max) {
      return Optional.of(HttpFault.BODY_TOO_LARGE);
    }
    return grow((int) announced);
  }

  /** Keeps the bytes; returns why it cannot. */
  Optional<HttpFault> add(ByteBuf piece) {
    int count = piece.readableBytes();
    if (count > max - length) {
      return Optional.of(HttpFault.BODY_TOO_LARGE);
    }
    if (length + count > bytes.length) {
      long doubled = Math.max(FIRST_BYTES, 2L * bytes.length);
      var fault = grow((int) Math.min(max, Math.max(doubled, length + count)));
      if (fault.isPresent()) {
        return fault;
      }
    }
    piece.readBytes(bytes, length, count);
    length += count;
    return Optional.empty();
  }

  /** Returns how many bytes came so far. */
  long length() {
    return length;
  }

  /** Takes so many bytes out at the front. */
  byte[] cut(int count) {
    var front = Arrays.copyOf(bytes, count);
    length -= count;
    System.arraycopy(bytes, count, bytes, 0, length);
    return front;
  }

  /** Returns the whole body. Its room stays taken until {@link #release}. */
  byte[] bytes() {
    return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
  }

  /** Gives the room back, once nobody uses the bytes. */
  void release() {
    budget.give(bytes.length);
    bytes = new byte[0];
    length = 0;
  }

  private Optional<HttpFault> grow(int capacity) {
    if (!budget.take(capacity - bytes.length)) {
      return Optional.of(HttpFault.UNAVAILABLE);
    }
    bytes = Arrays.copyOf(bytes, capacity);
    return Optional.empty();
  }
}
