// SPDX-License-Identifier: MPL-2.0
package firefoxsync.tls;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/** As much of ASN.1's distinguished encoding (X.690) as it takes to put one form of key in another. */
final class Der {
  static final int INTEGER = 0x02;
  static final int OCTET_STRING = 0x04;
  static final int OBJECT_IDENTIFIER = 0x06;
  static final int SEQUENCE = 0x30;

  private static final int LONG_FORM = 0x80;
  private static final int LENGTH_BYTES_MAX = 3;

  private Der() {}

  /** Returns the value with its tag and length before it. */
  static byte[] wrap(int tag, byte[]... parts) {
    var content = new ByteArrayOutputStream();
    for (var part : parts) {
      content.writeBytes(part);
    }
    var out = new ByteArrayOutputStream();
    out.write(tag);
    writeLength(out, content.size());
    out.writeBytes(content.toByteArray());
    return out.toByteArray();
  }

  /** Returns the bytes that the hexadecimal digits stand for. */
  static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  /**
   * Returns the content of the value at the buffer's position, and moves the position behind it.
   *
   * @throws IllegalArgumentException when another tag is there, or the value is cut off
   */
  static ByteBuffer read(ByteBuffer in, int tag) {
    try {
      int found = in.get() & 0xff;
      if (found != tag) {
        throw new IllegalArgumentException("tag %02x instead of %02x".formatted(found, tag));
      }
      int length = readLength(in);
      var content = in.slice(in.position(), length);
      in.position(in.position() + length);
      return content;
    } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("cut off", e);
    }
  }

  /** Returns all bytes that are left. */
  static byte[] rest(ByteBuffer in) {
    var bytes = new byte[in.remaining()];
    in.duplicate().get(bytes);
    return bytes;
  }

  private static int readLength(ByteBuffer in) {
    int first = in.get() & 0xff;
    if (first < LONG_FORM) {
      return first;
    }
    int count = first - LONG_FORM;
    if (count == 0 || count > LENGTH_BYTES_MAX) {
      throw new IllegalArgumentException("a length of " + count + " bytes");
    }
    int length = 0;
    for (int i = 0; i < count; i++) {
      length = (length << 8) | (in.get() & 0xff);
    }
    return length;
  }

  private static void writeLength(ByteArrayOutputStream out, int length) {
    if (length < LONG_FORM) {
      out.write(length);
      return;
    }
    var bytes = ByteBuffer.allocate(Integer.BYTES).putInt(length).array();
    int zeros = 0;
    while (bytes[zeros] == 0) {
      zeros++;
    }
    out.write(LONG_FORM + Integer.BYTES - zeros);
    out.writeBytes(Arrays.copyOfRange(bytes, zeros, Integer.BYTES));
  }
}
