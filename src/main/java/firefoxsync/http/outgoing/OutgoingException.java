// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http.outgoing;

/** Nobody answered, or not in a way that may be used; the message names the host and no secret. */
public final class OutgoingException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** What went wrong. */
  public enum Kind {
    /** No such name, no connection, or one that broke. */
    UNREACHABLE,
    /** The time was over. */
    TIMED_OUT,
    /** The name stands for an address that is nobody's business. */
    REFUSED_ADDRESS,
    /** The answer is longer than its limit. */
    TOO_LARGE,
    /** The answer leads in circles, or to where nobody may be sent. */
    BAD_REDIRECT,
    /** This server is asking too much at once. */
    BUSY
  }

  private final Kind kind;

  OutgoingException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  OutgoingException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** Returns what went wrong. */
  public Kind kind() {
    return kind;
  }
}
