// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How many payload bytes a user may have: what was said of her alone, or of everybody.
 *
 * @param everybodysBytes 0 means no limit, here as well as in what was said of a user
 */
record Quota(long everybodysBytes) {
  /** With less room than this it counts exactly, and clients are told how much there is. */
  static final long NEARLY_FULL_BYTES = 1024 * 1024;

  /** Returns the user's quota; empty when there is none. */
  OptionalLong of(UserBsos data) {
    long bytes = data.quotaBytes().orElse(everybodysBytes);
    return bytes == 0 ? OptionalLong.empty() : OptionalLong.of(bytes);
  }

  /** Returns the room that is left once the items are kept, or refuses them; null without a quota. */
  @Nullable Long after(UserBsos data, CollectionName collection, List<BsoUpdate> updates) {
    var quota = of(data);
    if (quota.isEmpty()) {
      return null;
    }
    long incoming = SyncStorage.payloadBytes(updates);
    long room = quota.getAsLong() - data.usedBytes() - incoming;
    if (room < NEARLY_FULL_BYTES) {
      // What is replaced goes, so whoever is full can still change what she has.
      var replaced = updates.stream()
          .filter(update -> update.payload() != null)
          .map(BsoUpdate::id)
          .toList();
      room += data.payloadBytes(collection, replaced);
    }
    return require(room, incoming);
  }

  /** As {@link #after}, for a batch, which counts whole before it is committed. */
  @Nullable Long afterBatch(UserBsos data, Batch batch) {
    var quota = of(data);
    return quota.isEmpty()
        ? null
        : require(quota.getAsLong() - data.usedBytes() - batch.bytes(), batch.bytes());
  }

  private static Long require(long room, long incoming) {
    // Without payload a write takes nothing, so it is let through even when there is no room.
    if (room < 0 && incoming > 0) {
      throw WeaveError.OVER_QUOTA.exception("over quota");
    }
    return Math.max(0, room);
  }
}
