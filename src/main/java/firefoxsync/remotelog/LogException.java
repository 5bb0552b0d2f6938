// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import firefoxsync.http.JsonException;
import java.util.NoSuchElementException;
import java.util.function.Supplier;

/** A document of the log is not what it should be; the message names no content. */
final class LogException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** What is wrong with it. */
  enum Kind {
    /** Its bytes are not those that were once sent: cut off, or changed. */
    TORN,
    /** It is whole, but its key is another one. */
    LOCKED,
    /** It is whole, but not written as the format says. */
    MALFORMED,
    /** It is whole, but another document must stand in its place. */
    FOREIGN,
    /** It is not there although others that need it are. */
    MISSING
  }

  private final Kind kind;

  LogException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /** Reads something that checks itself, and says so when it is not what it should be. */
  static <T> T parsing(String what, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (IllegalArgumentException | JsonException | NoSuchElementException e) {
      throw new LogException(Kind.MALFORMED, what + ": " + e.getMessage());
    }
  }

  Kind kind() {
    return kind;
  }
}
