// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import static java.nio.charset.StandardCharsets.UTF_8;

import firefoxsync.database.Transaction;
import firefoxsync.sync.CollectionRow.Totals;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts into the store what was decided before, or what comes from elsewhere. Usable inside the write
 * it was given to; used by one thread.
 */
public final class SqlReplay {
  private static final int ROWS_MAX = 256;

  private final Transaction tx;
  private final SyncTimestamp now;

  // Mutable state: the row as it now is, and the time that it must not fall behind in the end
  private UserRow user;
  private SyncTimestamp floor = SyncTimestamp.ZERO;
  private @Nullable SqlChanges changes;

  SqlReplay(Transaction tx, UserRow user, SyncTimestamp now) {
    this.tx = tx;
    this.user = user;
    this.now = now;
  }

  /** Returns the transaction, for other rows of the same user. */
  public Transaction transaction() {
    return tx;
  }

  /** Returns the last timestamp ever given. */
  public SyncTimestamp last() {
    end();
    return user.last();
  }

  /** Tells whether the uid may no longer be used. */
  public boolean isRetired() {
    return user.isRetired();
  }

  /** Begins a change set of this time; its changes follow. */
  public void begin(SyncTimestamp time) {
    end();
    changes = new SqlChanges(tx, user, new SqlUserBsos(tx, user, now), time);
    changes.moveTime();
  }

  /** Keeps a change of the set that was begun last. */
  public void keep(ChangeSet.Change change) {
    Objects.requireNonNull(changes, "no change set was begun").keep(change);
  }

  /** Forgets a batch, the items of which were kept in another way. */
  public void dropBatch(BatchId batch) {
    end();
    BatchRow.find(tx, user.uid(), batch).ifPresent(row -> {
      tx.update("INSERT INTO sync_trash (uid, number) VALUES (?, ?)", user.uid(), row.number());
      tx.update("DELETE FROM sync_batches WHERE uid = ? AND id = ?", user.uid(), batch.value());
    });
  }

  /** Forgets everything, for another history; only in the end no timestamp is given twice. */
  public void clear() {
    end();
    var all = new SqlChanges(tx, user, new SqlUserBsos(tx, user, now), user.last());
    all.keep(new ChangeSet.WipeAll());
    floor = SyncTimestamp.max(floor, user.last());
    user = all.end();
    times(SyncTimestamp.ZERO, SyncTimestamp.ZERO);
  }

  /** Adds a collection that does not exist, with its items as they are. */
  public void restore(StoreHead.Collection collection, Stream<StoredBso> items) {
    end();
    long number = user.nextNumber();
    user = user.numbered();
    var rows = new ArrayList<@Nullable Object[]>(ROWS_MAX);
    var row =
        new CollectionRow(collection.name(), number, collection.modified(), Totals.NONE, null);
    for (var rest = items.iterator(); rest.hasNext(); ) {
      var item = rest.next();
      var payload = item.payload() == null ? null : item.payload().getBytes(UTF_8);
      int bytes = payload == null ? 0 : payload.length;
      row = row.holding(row.stored().plus(new Totals(1, bytes))).expiring(item.expiryMillis());
      rows.add(new @Nullable Object[] {
        user.uid(),
        number,
        item.id(),
        item.modified().millis(),
        item.sortIndex(),
        item.expiryMillis(),
        bytes,
        payload
      });
      if (rows.size() == ROWS_MAX) {
        insert(rows);
        rows.clear();
      }
    }
    insert(rows);
    row.save(tx, user.uid());
  }

  private void insert(List<@Nullable Object[]> rows) {
    tx.batch(
        """
        INSERT INTO sync_bsos
          (uid, collection, id, modified, sort_index, expiry, payload_bytes, payload)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
        rows);
  }

  /** Sets the store's times: the last that was ever given, and its last-modified time. */
  public void times(SyncTimestamp last, SyncTimestamp modified) {
    end();
    user = new UserRow(
        user.uid(),
        last,
        modified,
        user.nextNumber(),
        user.isRetired(),
        user.committing(),
        user.quotaBytes());
  }

  private void end() {
    if (changes != null) {
      user = SqlCommit.whole(tx, changes.end());
      changes = null;
    }
  }

  UserRow user() {
    end();
    return user.last().isAfter(floor)
        ? user
        : new UserRow(
            user.uid(),
            floor,
            user.modified(),
            user.nextNumber(),
            user.isRetired(),
            user.committing(),
            user.quotaBytes());
  }
}
