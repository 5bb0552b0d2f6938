// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something that goes wrong for a while, as on a full disk: told once when it begins and once when it
 * is over, however often it is met. Safe for concurrent use.
 */
final class Incident {
  private static final Logger log = LoggerFactory.getLogger(Incident.class);

  /** Successes and failures may alternate; only after this time without one is it over. */
  private static final Duration QUIET = Duration.ofSeconds(10);

  private final String what;
  private final Duration quiet;

  // Mutable state
  private volatile boolean isOpen;
  private long lastFailureNanos;

  /** Takes what cannot be done meanwhile. */
  Incident(String what) {
    this(what, QUIET);
  }

  Incident(String what, Duration quiet) {
    this.what = what;
    this.quiet = quiet;
  }

  /** Runs work that may meet it, and takes note of it. */
  <T> T watch(Supplier<T> work) {
    try {
      var result = work.get();
      passed();
      return result;
    } catch (DatabaseException.Unavailable e) {
      var cause = e.getCause();
      met(cause == null ? e.getMessage() : cause.getMessage());
      throw e;
    }
  }

  /** Notes that it was met, and tells it unless that was done. */
  synchronized void met(@Nullable String reason) {
    lastFailureNanos = System.nanoTime();
    if (!isOpen) {
      isOpen = true;
      log.error("cannot {}: {}; will try again", what, reason);
    }
  }

  /** Notes that it was not met, and tells so once it seems to be over. */
  void passed() {
    if (isOpen) {
      end();
    }
  }

  private synchronized void end() {
    if (isOpen && System.nanoTime() - lastFailureNanos > quiet.toNanos()) {
      isOpen = false;
      log.info("can {} again", what);
    }
  }
}
