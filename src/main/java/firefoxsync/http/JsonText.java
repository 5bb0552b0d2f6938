// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Texts in UTF-8 as JSON spells them. Whatever needs an escape is a single byte, and rare, so that
 * eight bytes are looked at together.
 */
final class JsonText {
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final int STRIDE = Long.BYTES;

  private static final long EACH = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long QUOTES = '"' * EACH;
  private static final long BACKSLASHES = '\\' * EACH;
  private static final int CONTROL_END = 0x20;
  private static final long CONTROL_ENDS = CONTROL_END * EACH;

  private JsonText() {}

  /** Returns the text between its quotes: the same bytes when none of them needs an escape. */
  static byte[] escaped(byte[] utf8) {
    int special = special(utf8, 0);
    if (special == utf8.length) {
      return utf8;
    }
    var out = new ByteArrayOutputStream(utf8.length + utf8.length / 8 + 16);
    int from = 0;
    while (special < utf8.length) {
      out.write(utf8, from, special - from);
      out.writeBytes(escape(utf8[special]));
      from = special + 1;
      special = special(utf8, from);
    }
    out.write(utf8, from, utf8.length - from);
    return out.toByteArray();
  }

  /** Returns where the next byte is that needs an escape, or the end. */
  private static int special(byte[] utf8, int from) {
    int at = from;
    while (at + STRIDE <= utf8.length && !hasSpecial((long) EIGHT.get(utf8, at))) {
      at += STRIDE;
    }
    while (at < utf8.length && !isSpecial(utf8[at])) {
      at++;
    }
    return at;
  }

  /** May say so of bytes that are none, behind one that is; never misses any. */
  private static boolean hasSpecial(long eight) {
    long quotes = eight ^ QUOTES;
    long backslashes = eight ^ BACKSLASHES;
    // The first is below the second when subtracting borrows from its highest bit.
    long found = ((quotes - EACH) & ~quotes)
        | ((backslashes - EACH) & ~backslashes)
        | ((eight - CONTROL_ENDS) & ~eight);
    return (found & HIGH_BITS) != 0;
  }

  private static boolean isSpecial(byte value) {
    return value == '"' || value == '\\' || (value >= 0 && value < CONTROL_END);
  }

  private static byte[] escape(byte value) {
    var escape =
        switch (value) {
          case '"' -> "\\\"";
          case '\\' -> "\\\\";
          case '\b' -> "\\b";
          case '\t' -> "\\t";
          case '\n' -> "\\n";
          case '\f' -> "\\f";
          case '\r' -> "\\r";
          default -> "\\u%04X".formatted(value);
        };
    return escape.getBytes(US_ASCII);
  }
}
