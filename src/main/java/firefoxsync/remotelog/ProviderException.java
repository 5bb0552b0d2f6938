// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The provider did not do what it was asked; the message names its host and no secret. */
public final class ProviderException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Why it did not. */
  public enum Kind {
    /** No answer, or one of its own failures: nobody knows whether it was done. */
    UNREACHABLE,
    /** It asks for fewer requests. */
    CROWDED,
    /** The token is worth nothing there, or not for this. */
    REFUSED,
    /** It has no room left. */
    FULL,
    /** The document is too long for it. */
    TOO_LARGE,
    /** It answered as no remoteStorage should. */
    ODD
  }

  private final Kind kind;
  private final transient @Nullable Duration retryAfter;

  ProviderException(Kind kind, String message) {
    this(kind, message, (Duration) null);
  }

  ProviderException(Kind kind, String message, @Nullable Duration retryAfter) {
    super(message);
    this.kind = kind;
    this.retryAfter = retryAfter;
  }

  ProviderException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.retryAfter = null;
  }

  /** Returns why it did not. */
  public Kind kind() {
    return kind;
  }

  /** Returns when the provider wants to be asked again, if it said. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  /** Tells whether the same may work a moment later. */
  boolean isPassing() {
    return kind == Kind.UNREACHABLE || kind == Kind.CROWDED;
  }

  /** Tells whether what was to be written may be there all the same. */
  boolean leavesDoubt() {
    return kind == Kind.UNREACHABLE || kind == Kind.CROWDED || kind == Kind.ODD;
  }
}
