// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import firefoxsync.database.Row;
import firefoxsync.database.Transaction;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code sync_collections}.
 *
 * @param stored what it holds, expired items that are still kept included
 * @param firstExpiryMillis nothing has expired before; null when nothing ever will
 */
record CollectionRow(
    CollectionName name,
    long number,
    SyncTimestamp modified,
    Totals stored,
    @Nullable Long firstExpiryMillis) {

  /** How many items, and how many bytes their payloads have. */
  record Totals(long items, long bytes) {
    static final Totals NONE = new Totals(0, 0);

    static Totals of(Row row) {
      return new Totals(row.number("items"), row.number("bytes"));
    }

    Totals plus(Totals other) {
      return new Totals(items + other.items, bytes + other.bytes);
    }

    Totals minus(Totals other) {
      return new Totals(items - other.items, bytes - other.bytes);
    }
  }

  private static final String SELECT =
      """
      SELECT name, number, modified, items, bytes, first_expiry
      FROM sync_collections
      WHERE uid = ?""";

  static List<CollectionRow> all(Transaction tx, long uid) {
    return tx.query(SELECT + " ORDER BY name", CollectionRow::of, uid);
  }

  /** Tells when each of the user's collections was last changed: what every sync asks first. */
  static void eachTime(
      Transaction tx, long uid, BiConsumer<CollectionName, SyncTimestamp> consumer) {
    tx.each(
        """
        SELECT name, modified
        FROM sync_collections
        WHERE uid = ?""",
        row -> consumer.accept(
            new CollectionName(row.text("name")), new SyncTimestamp(row.number("modified"))),
        uid);
  }

  static Optional<CollectionRow> find(Transaction tx, long uid, CollectionName name) {
    return tx.first(SELECT + " AND name = ?", CollectionRow::of, uid, name.value());
  }

  private static CollectionRow of(Row row) {
    var firstExpiry = row.optionalNumber("first_expiry");
    return new CollectionRow(
        new CollectionName(row.text("name")),
        row.number("number"),
        new SyncTimestamp(row.number("modified")),
        Totals.of(row),
        firstExpiry.isPresent() ? firstExpiry.getAsLong() : null);
  }

  /** Returns what it holds for readers at the time. */
  Totals live(Transaction tx, long uid, SyncTimestamp now) {
    if (firstExpiryMillis == null || firstExpiryMillis > now.millis()) {
      return stored;
    }
    var expired = tx.first(
        """
        SELECT COUNT(*) AS items, COALESCE(SUM(payload_bytes), 0) AS bytes
        FROM sync_bsos
        WHERE uid = ? AND collection = ? AND expiry <= ?""",
        Totals::of,
        uid,
        number,
        now.millis());
    return stored.minus(expired.orElse(Totals.NONE));
  }

  CollectionRow modified(SyncTimestamp time) {
    return new CollectionRow(name, number, time, stored, firstExpiryMillis);
  }

  CollectionRow holding(Totals totals) {
    return new CollectionRow(name, number, modified, totals, firstExpiryMillis);
  }

  /** Returns this row knowing that something expires at the time; null is never. */
  CollectionRow expiring(@Nullable Long millis) {
    if (millis == null || (firstExpiryMillis != null && firstExpiryMillis <= millis)) {
      return this;
    }
    return new CollectionRow(name, number, modified, stored, millis);
  }

  /** Keeps the row. */
  void save(Transaction tx, long uid) {
    tx.update(
        """
        INSERT INTO sync_collections (uid, name, number, modified, items, bytes, first_expiry)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (uid, name) DO UPDATE SET
          number = excluded.number,
          modified = excluded.modified,
          items = excluded.items,
          bytes = excluded.bytes,
          first_expiry = excluded.first_expiry""",
        uid,
        name.value(),
        number,
        modified.millis(),
        stored.items(),
        stored.bytes(),
        firstExpiryMillis);
  }
}
