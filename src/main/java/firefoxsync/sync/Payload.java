// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import static java.nio.charset.StandardCharsets.UTF_8;

import firefoxsync.http.JsonWriter;
import java.util.Arrays;

/**
 * What a client has encrypted, in the bytes it is kept in: most payloads go from the database to the
 * wire without anybody looking at them as a text.
 */
final class Payload {
  /** What an item has that was never given a payload. */
  static final Payload EMPTY = new Payload(new byte[0]);

  private final byte[] utf8;

  /** Takes the bytes, which must not change. */
  Payload(byte[] utf8) {
    this.utf8 = utf8;
  }

  static Payload of(String text) {
    return new Payload(text.getBytes(UTF_8));
  }

  String text() {
    return new String(utf8, UTF_8);
  }

  /** Writes it as a text. */
  void write(JsonWriter json) {
    json.utf8(utf8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Payload payload && Arrays.equals(utf8, payload.utf8);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(utf8);
  }

  @Override
  public String toString() {
    return "Payload[" + utf8.length + " bytes]";
  }
}
