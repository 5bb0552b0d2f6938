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
 * @param committing the number of the batch whose commit was decided and is not over; 0 is none
 * @param quotaBytes null when what everybody may have holds
 */
record UserRow(
    long uid,
    SyncTimestamp last,
    SyncTimestamp modified,
    long nextNumber,
    boolean isRetired,
    long committing,
    @Nullable Long quotaBytes) {
  private static final long FIRST_NUMBER = 1;

  static final String SELECT =
      """
      SELECT uid, last_timestamp, modified, next_number, retired, committing, quota_bytes,
        write_id
      FROM sync_stores
      WHERE uid = ?""";

  /** Reads the row. */
  static UserRow read(Transaction tx, long uid) {
    return tx.first(SELECT, UserRow::of, uid).orElseGet(() -> none(uid));
  }

  /** Returns what stands for the row of a user who has never written. */
  static UserRow none(long uid) {
    return new UserRow(uid, SyncTimestamp.ZERO, SyncTimestamp.ZERO, FIRST_NUMBER, false, 0, null);
  }

  static UserRow of(Row row) {
    var quota = row.optionalNumber("quota_bytes");
    return new UserRow(
        row.number("uid"),
        new SyncTimestamp(row.number("last_timestamp")),
        new SyncTimestamp(row.number("modified")),
        row.number("next_number"),
        row.number("retired") != 0,
        row.number("committing"),
        quota.isPresent() ? (Long) quota.getAsLong() : null);
  }

  UserRow retired() {
    return new UserRow(uid, last, modified, nextNumber, true, committing, quotaBytes);
  }

  /** Returns this row with a last timestamp that is the given one at least. */
  UserRow notBefore(SyncTimestamp time) {
    var later = time.millis() > last.millis() ? time : last;
    return new UserRow(uid, later, modified, nextNumber, isRetired, committing, quotaBytes);
  }

  /** Returns this row after a write that readers see. */
  UserRow written(SyncTimestamp time) {
    return new UserRow(uid, time, time, nextNumber, isRetired, committing, quotaBytes);
  }

  /** Returns this row with nothing left that was ever modified. */
  UserRow wiped() {
    return new UserRow(uid, last, SyncTimestamp.ZERO, nextNumber, isRetired, 0, quotaBytes);
  }

  /** Returns this row after its next number was taken. */
  UserRow numbered() {
    return new UserRow(uid, last, modified, nextNumber + 1, isRetired, committing, quotaBytes);
  }

  /** Tells whether some of the last write's rows are yet to be moved. */
  boolean isCommitting() {
    return committing != 0;
  }

  /** Returns this row after the commit of a batch was decided. */
  UserRow committing(long batch) {
    return new UserRow(uid, last, modified, nextNumber, isRetired, batch, quotaBytes);
  }

  /** Returns this row after the last step of a commit. */
  UserRow committed() {
    return committing(0);
  }

  /** Keeps the quota, which {@link UserLock#save} leaves alone. */
  static void saveQuota(Transaction tx, long uid, OptionalLong bytes) {
    tx.update(
        "UPDATE sync_stores SET quota_bytes = ? WHERE uid = ?",
        bytes.isPresent() ? (Long) bytes.getAsLong() : null,
        uid);
  }
}
