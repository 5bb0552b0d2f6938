// SPDX-License-Identifier: MPL-2.0
package firefoxsync.doctor;

import firefoxsync.database.Transaction;
import java.time.Duration;

/** The SQL of what is kept, and of what waits to be removed. */
final class DoctorStore {
  private static final long BATCH_LIFE_MILLIS = Duration.ofHours(2).toMillis();

  private DoctorStore() {}

  record Contents(long users, long items, long bytes) {}

  /**
   * What housekeeping has before it.
   *
   * @param stores of key sets that were replaced
   */
  record Waiting(long expired, long wiped, long staleBatches, long stores) {}

  static Contents contents(Transaction tx) {
    return tx.first(
            """
            SELECT COUNT(DISTINCT uid) AS users, COALESCE(SUM(items), 0) AS items,
              COALESCE(SUM(bytes), 0) AS bytes
            FROM sync_collections""",
            row -> new Contents(row.number("users"), row.number("items"), row.number("bytes")))
        .orElseThrow();
  }

  static Waiting waiting(Transaction tx, long nowMillis) {
    long expired = count(
        tx,
        """
        SELECT COUNT(*) AS n
        FROM sync_collections c JOIN sync_bsos b ON b.uid = c.uid AND b.collection = c.number
        WHERE c.first_expiry <= ? AND b.expiry <= ?""",
        nowMillis,
        nowMillis);
    long wiped = count(tx, "SELECT COUNT(*) AS n FROM sync_trash");
    long stale = count(
        tx,
        "SELECT COUNT(*) AS n FROM sync_batches WHERE started <= ?",
        nowMillis - BATCH_LIFE_MILLIS);
    long stores = count(tx, "SELECT COUNT(*) AS n FROM sync_users WHERE purge_from IS NOT NULL");
    return new Waiting(expired, wiped, stale, stores);
  }

  private static long count(Transaction tx, String sql, Object... values) {
    return tx.first(sql, row -> row.number("n"), values).orElse(0L);
  }
}
