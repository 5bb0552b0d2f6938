// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts tries, so that nobody can guess for long. Held in memory and bounded: the keys that were
 * not seen for longest are forgotten. Safe for concurrent use.
 */
public final class Attempts {
  private static final int KEYS_MAX = 10_000;

  /** How many tries a key has in a window of time. */
  public record Limit(int tries, Duration window) {}

  private record Count(long windowStart, int tries) {}

  private final Limit limit;
  private final Clock clock;
  private final Map<String, Count> counts = new LinkedHashMap<>(16, 0.75f, true) {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
      return size() > KEYS_MAX;
    }
  };

  /** Takes how many tries each key has. */
  public Attempts(Limit limit, Clock clock) {
    this.limit = limit;
    this.clock = clock;
  }

  /**
   * Counts a try, before its work is done, so that many at once are counted too.
   *
   * @throws AccountException when the key has none left
   */
  public synchronized void take(String key) {
    long now = clock.millis();
    var count = counts.get(key);
    if (count == null || now - count.windowStart() >= limit.window().toMillis()) {
      count = new Count(now, 0);
    }
    if (count.tries() >= limit.tries()) {
      long waitMillis = count.windowStart() + limit.window().toMillis() - now;
      throw AccountError.TOO_MANY_REQUESTS
          .exception("no tries left")
          .with("retryAfter", Math.max(1, (waitMillis + 999) / 1000));
    }
    counts.put(key, new Count(count.windowStart(), count.tries() + 1));
  }

  /** Gives one try back: it was no guess. */
  public synchronized void giveBack(String key) {
    counts.computeIfPresent(
        key, (k, count) -> new Count(count.windowStart(), Math.max(0, count.tries() - 1)));
  }
}
