// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage;

import firefoxsync.remotestorage.RemoteStorageError.Detail;
import java.util.Optional;
import java.util.regex.Pattern;

/** The header {@code Range}, of which one range of bytes is understood (RFC 9110, section 14). */
final class RangeHeader {
  private static final Pattern ONE = Pattern.compile("bytes=([0-9]*)-([0-9]*)");
  private static final int DIGITS_MAX = 18;

  private RangeHeader() {}

  /**
   * Returns the bytes that are wanted; empty when all are: several ranges, other units and what makes
   * no sense may be ignored.
   */
  static Optional<ByteRange> parse(String value, long length) {
    var one = ONE.matcher(value.replace(" ", ""));
    if (!one.matches() || (one.group(1).isEmpty() && one.group(2).isEmpty())) {
      return Optional.empty();
    }
    if (one.group(1).isEmpty()) {
      long count = Math.min(number(one.group(2)), length);
      return Optional.of(satisfied(length - count, count, length));
    }
    long first = number(one.group(1));
    long last = one.group(2).isEmpty() ? Long.MAX_VALUE : number(one.group(2));
    if (last < first) {
      return Optional.empty();
    }
    long end = Math.min(last, length - 1) + 1;
    return Optional.of(satisfied(first, end - first, length));
  }

  private static ByteRange satisfied(long first, long count, long length) {
    if (count <= 0) {
      throw RemoteStorageError.RANGE_NOT_SATISFIABLE.exception(
          "no byte of it", new Detail("Content-Range", "bytes */" + length));
    }
    return new ByteRange(first, count);
  }

  private static long number(String digits) {
    return digits.length() > DIGITS_MAX ? Long.MAX_VALUE : Long.parseLong(digits);
  }
}
