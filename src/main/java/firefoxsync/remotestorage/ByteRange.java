// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage;

/**
 * Some bytes of a document.
 *
 * @param first counted from 0
 * @param length how many
 */
record ByteRange(long first, long length) {
  /** Refuses what is no range. */
  ByteRange {
    if (first < 0 || length < 0) {
      throw new IllegalArgumentException("not a range: " + first + ", " + length);
    }
  }

  /** Returns the range of all bytes. */
  static ByteRange whole(long length) {
    return new ByteRange(0, length);
  }

  /** Returns the last byte's number, which is before the first when there is none. */
  long last() {
    return first + length - 1;
  }
}
