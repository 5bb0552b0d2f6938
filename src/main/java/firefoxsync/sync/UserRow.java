// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import firefoxsync.database.Row;
import firefoxsync.database.Transaction;

/**
 * A user's row in {@code sync_stores}.
 *
 * @param last the last timestamp ever given
 * @param modified the store's last-modified time
 * @param nextNumber of a collection or batch
 */
record UserRow(
    long uid, SyncTimestamp last, SyncTimestamp modified, long nextNumber, boolean isRetired) {
  private static final long FIRST_NUMBER = 1;

  /** Reads the row; with a lock on it when the transaction is going to write. */
  static UserRow read(Transaction tx, long uid, boolean locking) {
    return tx.first(
            """
            SELECT uid, last_timestamp, modified, next_number, retired
            FROM sync_stores
            WHERE uid = ?"""
                + (locking ? tx.dialect().forUpdate() : ""),
            UserRow::of,
            uid)
        .orElseGet(
            () -> new UserRow(uid, SyncTimestamp.ZERO, SyncTimestamp.ZERO, FIRST_NUMBER, false));
  }

  private static UserRow of(Row row) {
    return new UserRow(
        row.number("uid"),
        new SyncTimestamp(row.number("last_timestamp")),
        new SyncTimestamp(row.number("modified")),
        row.number("next_number"),
        row.number("retired") != 0);
  }

  /** Keeps the row. */
  void save(Transaction tx, long writeId) {
    tx.update(
        """
        INSERT INTO sync_stores (uid, last_timestamp, modified, next_number, retired, write_id)
        VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (uid) DO UPDATE SET
          last_timestamp = excluded.last_timestamp,
          modified = excluded.modified,
          next_number = excluded.next_number,
          retired = excluded.retired,
          write_id = excluded.write_id""",
        uid,
        last.millis(),
        modified.millis(),
        nextNumber,
        isRetired ? 1 : 0,
        writeId);
  }

  UserRow retired() {
    return new UserRow(uid, last, modified, nextNumber, true);
  }
}
