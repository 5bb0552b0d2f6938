// SPDX-License-Identifier: MPL-2.0
package firefoxsync.doctor;

import firefoxsync.database.Row;
import firefoxsync.database.Transaction;
import java.time.Duration;

/** The SQL of what waits to be removed. Each is a transaction's only one. */
final class DoctorStore {
  private static final long BATCH_LIFE_MILLIS = Duration.ofHours(2).toMillis();

  private DoctorStore() {}

  /** What housekeeping has before it in the stores of people. */
  record Waiting(long expired, long wiped, long staleBatches) {}

  static Waiting waiting(Transaction tx, long nowMillis) {
    var expired = tx.first(
        """
        SELECT COUNT(*) AS n
        FROM sync_collections c JOIN sync_bsos b ON b.uid = c.uid AND b.collection = c.number
        WHERE c.first_expiry <= ? AND b.expiry <= ?""",
        DoctorStore::n,
        nowMillis,
        nowMillis);
    var wiped = tx.first("SELECT COUNT(*) AS n FROM sync_trash", DoctorStore::n);
    var stale = tx.first(
        "SELECT COUNT(*) AS n FROM sync_batches WHERE started <= ?",
        DoctorStore::n,
        nowMillis - BATCH_LIFE_MILLIS);
    return new Waiting(expired.orElseThrow(), wiped.orElseThrow(), stale.orElseThrow());
  }

  /** Counts the stores of key sets that were replaced. */
  static long replacedStores(Transaction tx) {
    return tx.first(
            "SELECT COUNT(*) AS n FROM sync_users WHERE purge_from IS NOT NULL", DoctorStore::n)
        .orElseThrow();
  }

  private static long n(Row row) {
    return row.number("n");
  }
}
