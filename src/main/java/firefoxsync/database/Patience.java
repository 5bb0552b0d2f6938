// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import firefoxsync.crypto.Secrets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Tries again what others were in the way of, after a random rest that grows, for a while. */
final class Patience {
  private static final int REST_MILLIS_MIN = 10;
  private static final int REST_MILLIS_MAX = 500;

  private final Secrets secrets = new Secrets();
  private final Duration limit;

  Patience(Duration limit) {
    this.limit = limit;
  }

  /** Returns what the work returns; throws its failure when that will not pass or time is up. */
  <T> T tryAgain(Supplier<T> work, Predicate<DatabaseException> passes) {
    long begun = System.nanoTime();
    for (int restMillis = REST_MILLIS_MIN;
        ;
        restMillis = Math.min(2 * restMillis, REST_MILLIS_MAX)) {
      try {
        return work.get();
      } catch (DatabaseException e) {
        if (!passes.test(e) || System.nanoTime() - begun > limit.toNanos()) {
          throw e;
        }
        rest(secrets.number(restMillis), e);
      }
    }
  }

  private static void rest(int millis, DatabaseException reason) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw reason;
    }
  }
}
