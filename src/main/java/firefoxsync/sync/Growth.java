// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import java.util.List;

/**
 * By how much a batch grows: an item that is staged again, as clients do after a lost answer, takes
 * the place of its earlier self.
 */
record Growth(long records, long bytes) {
  /** Returns the growth of a batch that has nothing yet. */
  static Growth ofNew(List<BsoUpdate> updates) {
    return new Growth(updates.size(), SyncStorage.payloadBytes(updates));
  }

  /** Returns the growth of a batch of the snapshot. */
  static Growth of(UserBsos data, BatchId batch, List<BsoUpdate> updates) {
    var earlier = data.staged(batch, updates.stream().map(BsoUpdate::id).toList());
    long replacedBytes = updates.stream()
        .filter(update -> update.payload() != null)
        .mapToLong(update -> earlier.getOrDefault(update.id(), 0L))
        .sum();
    return new Growth(
        updates.size() - earlier.size(), SyncStorage.payloadBytes(updates) - replacedBytes);
  }
}
