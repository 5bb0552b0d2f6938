// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import firefoxsync.database.Row;
import firefoxsync.database.Transaction;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A user's row in {@code sync_stores}.
 *
 * @param last the last timestamp ever given
 * @param modified the store's last-modified time
 * @param nextNumber of a collection or batch
 * @param quotaBytes null when what everybody may have holds
 */
record UserRow(
    long uid,
    SyncTimestamp last,
    SyncTimestamp modified,
    long nextNumber,
    boolean isRetired,
    @Nullable Long quotaBytes) {
  private static final long FIRST_NUMBER = 1;

  /** Reads the row; with a lock on it when the transaction is going to write. */
  static UserRow read(Transaction tx, long uid, boolean locking) {
    return tx.first(
            """
            SELECT uid, last_timestamp, modified, next_number, retired, quota_bytes
            FROM sync_stores
            WHERE uid = ?"""
                + (locking ? tx.dialect().forUpdate() : ""),
            UserRow::of,
            uid)
        .orElseGet(() ->
            new UserRow(uid, SyncTimestamp.ZERO, SyncTimestamp.ZERO, FIRST_NUMBER, false, null));
  }

  private static UserRow of(Row row) {
    var quota = row.optionalNumber("quota_bytes");
    return new UserRow(
        row.number("uid"),
        new SyncTimestamp(row.number("last_timestamp")),
        new SyncTimestamp(row.number("modified")),
        row.number("next_number"),
        row.number("retired") != 0,
        quota.isPresent() ? (Long) quota.getAsLong() : null);
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
    return new UserRow(uid, last, modified, nextNumber, true, quotaBytes);
  }

  /** Returns this row after a write that readers see. */
  UserRow written(SyncTimestamp time) {
    return new UserRow(uid, time, time, nextNumber, isRetired, quotaBytes);
  }

  /** Returns this row with nothing left that was ever modified. */
  UserRow wiped() {
    return new UserRow(uid, last, SyncTimestamp.ZERO, nextNumber, isRetired, quotaBytes);
  }

  /** Returns this row after its next number was taken. */
  UserRow numbered() {
    return new UserRow(uid, last, modified, nextNumber + 1, isRetired, quotaBytes);
  }

  /** Keeps the quota, which {@link #save} leaves alone. */
  static void saveQuota(Transaction tx, long uid, OptionalLong bytes) {
    tx.update(
        "UPDATE sync_stores SET quota_bytes = ? WHERE uid = ?",
        bytes.isPresent() ? (Long) bytes.getAsLong() : null,
        uid);
  }
}
