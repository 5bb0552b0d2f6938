// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import firefoxsync.database.Transaction;
import firefoxsync.sync.CollectionRow.Totals;
import java.util.OptionalLong;

/** One small step of removing what a user's readers cannot see. */
final class SqlPurge {
  private final Transaction tx;
  private final long uid;
  private final long nowMillis;
  private int left;

  SqlPurge(Transaction tx, long uid, long nowMillis, int limit) {
    this.tx = tx;
    this.uid = uid;
    this.nowMillis = nowMillis;
    this.left = limit;
  }

  /** Returns the first user from {@code fromUid} on who has something to remove. */
  static OptionalLong next(Transaction tx, long fromUid, long nowMillis) {
    return tx.first(
            """
            SELECT MIN(uid) AS uid FROM (
              SELECT MIN(uid) AS uid FROM sync_trash WHERE uid >= ?
              UNION ALL
              SELECT MIN(uid) AS uid FROM sync_batches WHERE uid >= ? AND started <= ?
              UNION ALL
              SELECT MIN(uid) AS uid FROM sync_collections WHERE uid >= ? AND first_expiry <= ?
            ) AS candidates""",
            row -> row.optionalNumber("uid"),
            fromUid,
            fromUid,
            nowMillis - Batch.LIFE_MILLIS,
            fromUid,
            nowMillis)
        .orElse(OptionalLong.empty());
  }

  /** Removes, and returns the user to go on with. */
  long run() {
    dropStaleBatches();
    emptyTrash();
    for (var collection : CollectionRow.all(tx, uid)) {
      var firstExpiry = collection.firstExpiryMillis();
      if (left > 0 && firstExpiry != null && firstExpiry <= nowMillis) {
        removeExpired(collection);
      }
    }
    return left > 0 ? uid + 1 : uid;
  }

  private void dropStaleBatches() {
    long startedMax = nowMillis - Batch.LIFE_MILLIS;
    tx.update(
        """
        INSERT INTO sync_trash (uid, number)
        SELECT uid, number FROM sync_batches WHERE uid = ? AND started <= ?""",
        uid,
        startedMax);
    tx.update("DELETE FROM sync_batches WHERE uid = ? AND started <= ?", uid, startedMax);
  }

  private void emptyTrash() {
    var numbers = tx.query(
        "SELECT number FROM sync_trash WHERE uid = ? ORDER BY number LIMIT ?",
        row -> row.number("number"),
        uid,
        left);
    for (long number : numbers) {
      if (left > 0) {
        left -= removeRows("sync_bsos", "collection", number);
      }
      if (left > 0) {
        left -= removeRows("sync_staged", "batch", number);
      }
      if (left > 0) {
        tx.update("DELETE FROM sync_trash WHERE uid = ? AND number = ?", uid, number);
        left--;
      }
    }
  }

  private int removeRows(String table, String numberColumn, long number) {
    var which = " FROM " + table + " WHERE uid = ? AND " + numberColumn + " = ?";
    return tx.update(
        "DELETE" + which + " AND id IN (SELECT id" + which + " ORDER BY id LIMIT ?)",
        uid,
        number,
        uid,
        number,
        left);
  }

  private void removeExpired(CollectionRow collection) {
    // Ordered the same way twice, so both statements mean the same rows.
    var expired =
        """
        FROM sync_bsos
        WHERE uid = ? AND collection = ? AND expiry <= ?
        ORDER BY expiry, payload_bytes, id
        LIMIT ?""";
    var gone = tx.first(
            "SELECT COUNT(*) AS items, COALESCE(SUM(payload_bytes), 0) AS bytes FROM"
                + " (SELECT payload_bytes " + expired + ") AS gone",
            Totals::of,
            uid,
            collection.number(),
            nowMillis,
            left)
        .orElse(Totals.NONE);
    tx.update(
        "DELETE FROM sync_bsos WHERE uid = ? AND collection = ? AND id IN (SELECT id " + expired
            + ")",
        uid,
        collection.number(),
        uid,
        collection.number(),
        nowMillis,
        left);
    left -= (int) gone.items();
    var firstExpiry = tx.first(
        """
        SELECT MIN(expiry) AS expiry
        FROM sync_bsos
        WHERE uid = ? AND collection = ? AND expiry IS NOT NULL""",
        row -> row.optionalNumber("expiry"),
        uid,
        collection.number());
    new CollectionRow(
            collection.name(),
            collection.number(),
            collection.modified(),
            collection.stored().minus(gone),
            firstExpiry.isPresent() && firstExpiry.get().isPresent()
                ? (Long) firstExpiry.get().getAsLong()
                : null)
        .save(tx, uid);
  }
}
