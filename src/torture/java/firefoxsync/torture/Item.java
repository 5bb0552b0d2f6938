// SPDX-License-Identifier: MPL-2.0
package firefoxsync.torture;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * An item as it was put, or as it was read.
 *
 * @param sortIndex null when it has none
 * @param ttlSeconds null when it never expires, or is not known since it was read
 * @param modified hundredths of a second; {@link #UNKNOWN} when the write was not answered
 */
record Item(
    String payload, @Nullable Integer sortIndex, @Nullable Integer ttlSeconds, long modified) {
  static final long UNKNOWN = -1;

  /** Clocks of test and server, and the time that a request takes. */
  private static final long SLACK_MILLIS = 2000;

  /** When something was looked at: somewhere between two times, in milliseconds. */
  record Window(long from, long to) {}

  static Item of(JsonNode json) {
    var sortIndex = json.get("sortindex");
    return new Item(
        json.get("payload").asText(),
        sortIndex == null ? null : sortIndex.asInt(),
        null,
        hundredths(json.get("modified").asText()));
  }

  /** Reads a timestamp as headers spell it. */
  static long hundredths(String seconds) {
    return Math.round(Double.parseDouble(seconds) * 100);
  }

  Item at(long time) {
    return new Item(payload, sortIndex, ttlSeconds, time);
  }

  boolean hasContentOf(Item other) {
    return payload.equals(other.payload) && java.util.Objects.equals(sortIndex, other.sortIndex);
  }

  /** Tells whether it had expired all through the window. */
  boolean isGone(Window window) {
    return ttlSeconds != null
        && modified != UNKNOWN
        && expiry(ttlSeconds) + SLACK_MILLIS < window.from();
  }

  /** Tells whether it had not expired all through the window. */
  boolean isThere(Window window) {
    return ttlSeconds == null
        || (modified != UNKNOWN && expiry(ttlSeconds) - SLACK_MILLIS > window.to());
  }

  private long expiry(int ttl) {
    return modified * 10 + ttl * 1000L;
  }

  @Override
  public String toString() {
    int shown = Math.min(payload.length(), 40);
    return "%s… (%d characters), sortindex %s, ttl %s, modified %d"
        .formatted(payload.substring(0, shown), payload.length(), sortIndex, ttlSeconds, modified);
  }
}
