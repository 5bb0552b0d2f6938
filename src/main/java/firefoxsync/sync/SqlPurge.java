// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import firefoxsync.database.Transaction;
import firefoxsync.sync.CollectionRow.Totals;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One small step of removing what a user's readers cannot see: it ends after so many rows or so much
 * time, whichever comes first, since writes of people wait meanwhile.
 */
final class SqlPurge {
  /** Far below the 50 ms that nobody notices: the commit follows, and disks differ. */
  private static final long NANOS_MAX = 5_000_000;

  /** One statement's share: few rows, and of large ones fewer still. */
  private static final int STATEMENT_ROWS = 64;

  private static final long STATEMENT_BYTES = 512 * 1024;

  private final Transaction tx;
  private final long uid;
  private final long nowMillis;
  private final int limit;
  private final long begunNanos = System.nanoTime();
  private int left;

  /**
   * What a step came to.
   *
   * @param next the user to go on with
   * @param rows that are gone
   */
  record Step(long next, int rows) {}

  /** Rows that go together. */
  private record Doomed(List<String> ids, long bytes) {}

  SqlPurge(Transaction tx, long uid, long nowMillis, int limit) {
    this.tx = tx;
    this.uid = uid;
    this.nowMillis = nowMillis;
    this.limit = limit;
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

  /** Removes. */
  Step run() {
    dropStaleBatches();
    emptyTrash();
    for (var collection : CollectionRow.all(tx, uid)) {
      var firstExpiry = collection.firstExpiryMillis();
      if (hasTime() && firstExpiry != null && firstExpiry <= nowMillis) {
        removeExpired(collection);
      }
    }
    return new Step(hasTime() ? uid + 1 : uid, limit - left);
  }

  /** The first statement is always taken, so that every step gets somewhere. */
  private boolean hasTime() {
    return left > 0 && (left == limit || System.nanoTime() - begunNanos < NANOS_MAX);
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
      if (removeAll("sync_bsos", "collection", number)
          && removeAll("sync_staged", "batch", number)
          && hasTime()) {
        tx.update("DELETE FROM sync_trash WHERE uid = ? AND number = ?", uid, number);
        left--;
      }
    }
  }

  /** Removes rows while there is time; true once all are gone. */
  private boolean removeAll(String table, String numberColumn, long number) {
    var which = table + " WHERE uid = ? AND " + numberColumn + " = ?";
    while (hasTime()) {
      var doomed = doomed(new SqlText()
          .add("SELECT id, payload_bytes FROM " + which, uid, number)
          .add("ORDER BY id"));
      if (doomed.ids().isEmpty()) {
        return true;
      }
      remove(new SqlText().add("DELETE FROM " + which, uid, number), doomed);
    }
    return false;
  }

  private void removeExpired(CollectionRow collection) {
    long items = 0;
    long bytes = 0;
    boolean more = true;
    while (more && hasTime()) {
      var doomed = doomed(new SqlText()
          .add("SELECT id, payload_bytes FROM sync_bsos")
          .add(
              "WHERE uid = ? AND collection = ? AND expiry <= ?",
              uid,
              collection.number(),
              nowMillis)
          .add("ORDER BY expiry, payload_bytes"));
      more = !doomed.ids().isEmpty();
      if (more) {
        var which = "DELETE FROM sync_bsos WHERE uid = ? AND collection = ?";
        remove(new SqlText().add(which, uid, collection.number()), doomed);
        items += doomed.ids().size();
        bytes += doomed.bytes();
      }
    }
    new CollectionRow(
            collection.name(),
            collection.number(),
            collection.modified(),
            collection.stored().minus(new Totals(items, bytes)),
            firstExpiry(collection))
        .save(tx, uid);
  }

  /** Takes the next few rows that the statement finds. */
  private Doomed doomed(SqlText select) {
    select.add("LIMIT ?", Math.min(left, STATEMENT_ROWS));
    var ids = new ArrayList<String>();
    var bytes = new long[1];
    tx.each(
        select.sql(),
        row -> {
          if (bytes[0] < STATEMENT_BYTES) {
            ids.add(row.text("id"));
            bytes[0] += row.number("payload_bytes");
          }
        },
        select.values());
    return new Doomed(ids, bytes[0]);
  }

  private void remove(SqlText delete, Doomed doomed) {
    delete.addIds(doomed.ids());
    tx.update(delete.sql(), delete.values());
    left -= doomed.ids().size();
  }

  private @Nullable Long firstExpiry(CollectionRow collection) {
    var first = tx.first(
            """
            SELECT MIN(expiry) AS expiry
            FROM sync_bsos
            WHERE uid = ? AND collection = ? AND expiry IS NOT NULL""",
            row -> row.optionalNumber("expiry"),
            uid,
            collection.number())
        .orElse(OptionalLong.empty());
    return first.isPresent() ? (Long) first.getAsLong() : null;
  }
}
