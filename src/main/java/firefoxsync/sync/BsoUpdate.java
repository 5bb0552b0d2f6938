// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a client wants an item to be: the fields that are given replace the kept ones, the others
 * (null here) stay.
 *
 * @param ttlSeconds how long the item shall be seen
 */
public record BsoUpdate(
    String id, @Nullable String payload, @Nullable Long sortIndex, @Nullable Long ttlSeconds) {
  static final long SORT_INDEX_MAX = 999_999_999;
  static final long TTL_SECONDS_MAX = 999_999_999;

  /** Refuses fields out of their range; the message may be shown to the client. */
  public BsoUpdate {
    check(Bso.isId(id), "invalid id");
    check(
        sortIndex == null || (sortIndex >= -SORT_INDEX_MAX && sortIndex <= SORT_INDEX_MAX),
        "invalid sortindex");
    check(ttlSeconds == null || (ttlSeconds >= 0 && ttlSeconds <= TTL_SECONDS_MAX), "invalid ttl");
    check(payload == null || Utf8.isEncodable(payload), "payload is not Unicode");
  }

  /** Tells whether nothing but the life of the item changes, which leaves its modified time alone. */
  boolean isTouch() {
    return payload == null && sortIndex == null;
  }

  /** Returns how many bytes the payload takes in UTF-8; none when it is not given. */
  long payloadBytes() {
    return payload == null ? 0 : Utf8.length(payload);
  }

  /** Returns when the item is to expire if it is written at the time; empty when no ttl is given. */
  OptionalLong expiryMillis(SyncTimestamp written) {
    return ttlSeconds == null
        ? OptionalLong.empty()
        : OptionalLong.of(written.millis() + ttlSeconds * 1000);
  }

  private static void check(boolean fits, String reason) {
    if (!fits) {
      throw new IllegalArgumentException(reason);
    }
  }

  @Override
  public String toString() {
    return "BsoUpdate[" + id + "]";
  }
}
