// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import firefoxsync.database.Row;
import firefoxsync.database.Transaction;
import firefoxsync.sync.CollectionRow.Totals;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the rows of some items take up while updates are merged into them, so that a collection's
 * totals are known without counting its rows again.
 */
final class KeptSizes {
  private static final int IDS_MAX = 128;

  private final long timeMillis;
  private final Map<String, Kept> rows = new HashMap<>();
  private long moreItems;
  private long moreBytes;

  private record Kept(long bytes, @Nullable Long expiryMillis) {
    boolean isLive(long millis) {
      return expiryMillis == null || expiryMillis > millis;
    }
  }

  private KeptSizes(SyncTimestamp time) {
    this.timeMillis = time.millis();
  }

  /** Looks the items up as they are before the write that the collection was last modified by. */
  static KeptSizes find(Transaction tx, long uid, CollectionRow collection, List<String> ids) {
    var sizes = new KeptSizes(collection.modified());
    for (int from = 0; from < ids.size(); from += IDS_MAX) {
      var statement = new SqlText()
          .add("SELECT id, payload_bytes, expiry")
          .add("FROM sync_bsos")
          .add("WHERE uid = ? AND collection = ?", uid, collection.number())
          .addIds(ids.subList(from, Math.min(ids.size(), from + IDS_MAX)));
      tx.each(statement.sql(), sizes::add, statement.values());
    }
    return sizes;
  }

  private void add(Row row) {
    var expiry = row.optionalNumber("expiry");
    rows.put(
        row.text("id"),
        new Kept(
            row.number("payload_bytes"), expiry.isPresent() ? (Long) expiry.getAsLong() : null));
  }

  /** Follows one update as the statement that merges it does. */
  void merge(String id, @Nullable Long payloadBytes, @Nullable Long expiryMillis) {
    var before = rows.get(id);
    var live = before != null && before.isLive(timeMillis) ? before : null;
    long bytes = payloadBytes != null ? payloadBytes : live != null ? live.bytes() : 0;
    var expiry = expiryMillis == null && live != null ? live.expiryMillis() : expiryMillis;
    rows.put(id, new Kept(bytes, expiry));
    moreItems += before == null ? 1 : 0;
    moreBytes += bytes - (before == null ? 0 : before.bytes());
  }

  /** Returns by how much the collection has grown. */
  Totals growth() {
    return new Totals(moreItems, moreBytes);
  }
}
