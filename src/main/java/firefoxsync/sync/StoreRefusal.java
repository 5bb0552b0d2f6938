// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The place where a user's data are kept does not take a write. The reason is for the log alone. */
public final class StoreRefusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient @Nullable Duration retryAfter;
  private final boolean isCrowded;

  private StoreRefusal(String reason, @Nullable Duration retryAfter, boolean isCrowded) {
    super(reason);
    this.retryAfter = retryAfter;
    this.isCrowded = isCrowded;
  }

  /** There is no room left there. */
  public static StoreRefusal full(String reason) {
    return new StoreRefusal(reason, null, false);
  }

  /** It cannot be reached, or nobody knows whether it took the write: the client may come again. */
  public static StoreRefusal unavailable(String reason, Duration retryAfter) {
    return new StoreRefusal(reason, retryAfter, false);
  }

  /** It asks for fewer requests, so clients are told to leave out some. */
  public static StoreRefusal crowded(String reason, Duration retryAfter) {
    return new StoreRefusal(reason, retryAfter, true);
  }

  /** Returns when to come again; empty when there is no room. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  /** Tells whether there is no room. */
  public boolean isFull() {
    return retryAfter == null;
  }

  boolean isCrowded() {
    return isCrowded;
  }
}
