// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import firefoxsync.database.DatabaseException;
import firefoxsync.database.Row;
import firefoxsync.database.Transaction;
import firefoxsync.database.WriteMark;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The lock that keeps a user's writes apart: her row, which also remembers the last of them. For one
 * write alone.
 */
final class UserLock implements WriteMark {
  private final long uid;
  private final long writeId;

  // Mutable state: what the last run found
  private @Nullable Held held;

  private record Held(UserRow user, long lastWriteId) {}

  /** Takes a random number that no other write has. */
  UserLock(long uid, long writeId) {
    this.uid = uid;
    this.writeId = writeId;
  }

  @Override
  public boolean isKept(Transaction tx, boolean isDoubtful) {
    var before = held;
    var found = find(tx).orElseGet(() -> insert(tx));
    held = found;
    if (!isDoubtful || before == null || found.lastWriteId() == before.lastWriteId()) {
      return false;
    }
    if (found.lastWriteId() == writeId) {
      return true;
    }
    throw new DatabaseException.Conflict(
        "another write of the user has covered up whether this one was kept");
  }

  /** Returns the row, which nobody else can change now. */
  UserRow user() {
    if (held == null) {
      throw new IllegalStateException("the lock of " + uid + " is not held");
    }
    return held.user();
  }

  /** Keeps the row as it now is, with the mark of this write. */
  void save(Transaction tx, UserRow user) {
    tx.update(
        """
        UPDATE sync_stores
        SET last_timestamp = ?, modified = ?, next_number = ?, retired = ?, write_id = ?
        WHERE uid = ?""",
        user.last().millis(),
        user.modified().millis(),
        user.nextNumber(),
        user.isRetired() ? 1 : 0,
        writeId,
        uid);
  }

  private Optional<Held> find(Transaction tx) {
    return tx.first(UserRow.SELECT + tx.dialect().forUpdate(), UserLock::held, uid);
  }

  /** Makes the row of a user who writes for the first time, so that there is one to lock. */
  private Held insert(Transaction tx) {
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
    // Another node may have been faster.
    return find(tx).orElseThrow();
  }

  private static Held held(Row row) {
    return new Held(UserRow.of(row), row.number("write_id"));
  }
}
