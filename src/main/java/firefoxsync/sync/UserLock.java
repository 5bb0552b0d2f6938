// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import firefoxsync.database.Row;
import firefoxsync.database.RowLock;
import firefoxsync.database.Transaction;
import firefoxsync.database.WriteMark;
import java.util.Optional;

/**
 * The lock that keeps a user's writes apart: her row, which also remembers the last of them. For one
 * write alone.
 */
final class UserLock implements WriteMark {
  private final long uid;
  private final RowLock<UserRow> lock;

  /** Takes a random number that no other write has. */
  UserLock(long uid, long writeId) {
    this.uid = uid;
    this.lock = new RowLock<>(writeId, this::find, this::insert);
  }

  @Override
  public boolean isKept(Transaction tx, boolean isDoubtful) {
    return lock.isKept(tx, isDoubtful);
  }

  /** Returns the row, which nobody else can change now. */
  UserRow user() {
    return lock.row();
  }

  /** Keeps the row as it now is, with the mark of this write. */
  void save(Transaction tx, UserRow user) {
    tx.update(
        """
        UPDATE sync_stores
        SET last_timestamp = ?, modified = ?, next_number = ?, retired = ?,
          committing = ?, write_id = ?
        WHERE uid = ?""",
        user.last().millis(),
        user.modified().millis(),
        user.nextNumber(),
        user.isRetired() ? 1 : 0,
        user.committing(),
        lock.writeId(),
        uid);
  }

  private Optional<RowLock.Held<UserRow>> find(Transaction tx) {
    return tx.first(UserRow.SELECT + tx.dialect().forUpdate(), UserLock::held, uid);
  }

  /** Makes the row of a user who writes for the first time, so that there is one to lock. */
  private void insert(Transaction tx) {
    var user = UserRow.none(uid);
    tx.update(
        """
        INSERT INTO sync_stores (uid, last_timestamp, modified, next_number, retired, write_id)
        VALUES (?, ?, ?, ?, 0, 0)
        ON CONFLICT (uid) DO NOTHING""",
        uid,
        user.last().millis(),
        user.modified().millis(),
        user.nextNumber());
  }

  private static RowLock.Held<UserRow> held(Row row) {
    return new RowLock.Held<>(UserRow.of(row), row.number("write_id"));
  }
}
