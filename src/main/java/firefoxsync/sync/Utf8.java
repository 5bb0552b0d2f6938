// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

/** Measures text in UTF-8 without encoding it. */
final class Utf8 {
  private Utf8() {}

  /** Tells whether every surrogate has its other half, so that UTF-8 can carry the text. */
  static boolean isEncodable(String text) {
    int end = text.length();
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        if (!Character.isHighSurrogate(c)
            || i + 1 == end
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  /** Returns how many bytes an encodable text takes. */
  static long length(String text) {
    long bytes = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x800 && !Character.isSurrogate(c)) {
        bytes += 2;
      } else if (c >= 0x80) {
        // Two bytes for a small letter; each half of a surrogate pair stands for two of its four.
        bytes++;
      }
    }
    return bytes;
  }
}
