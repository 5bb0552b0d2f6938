// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import firefoxsync.database.Row;
import firefoxsync.database.Transaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One small step of a commit that was decided: it moves some of what was staged into the collection,
 * and ends after so much time, since writes of others wait meanwhile.
 */
final class SqlCommit {
  /** Far below the 50 ms that nobody notices: the disk's sync follows. */
  static final Duration STEP = Duration.ofMillis(5);

  /** One statement's share: few rows, and of large ones fewer still. */
  private static final int STATEMENT_ROWS = 128;

  private static final long STATEMENT_BYTES = 512 * 1024;

  private final Transaction tx;
  private final UserRow user;
  private final SyncTimestamp time;
  private final Duration limit;
  private final long begunNanos = System.nanoTime();

  /** What moves decides on. */
  private record Staged(
      String id, @Nullable Long ttlSeconds, long payloadBytes, boolean keepsPayload) {
    static Staged of(Row row) {
      var ttlSeconds = row.optionalNumber("ttl_seconds");
      return new Staged(
          row.text("id"),
          ttlSeconds.isPresent() ? (Long) ttlSeconds.getAsLong() : null,
          row.number("payload_bytes"),
          row.number("keeps_payload") != 0);
    }

    @Nullable Long expiryMillis(SyncTimestamp time) {
      return ttlSeconds == null ? null : (Long) (time.millis() + ttlSeconds * 1000);
    }
  }

  /** Takes the locked row of a user whose last write is the commit. */
  SqlCommit(Transaction tx, UserRow user, Duration limit) {
    this.tx = tx;
    this.user = user;
    this.time = user.last();
    this.limit = limit;
  }

  /** Returns the number under which stands what is to be merged once a batch's items are. */
  static long behind(long batch) {
    return -batch;
  }

  /** Moves everything at once, for a commit that is part of something larger. */
  static UserRow whole(Transaction tx, UserRow user) {
    return user.isCommitting() ? new SqlCommit(tx, user, Duration.ofDays(1)).step() : user;
  }

  /** Moves, and returns the user's row as it is then to be kept. */
  UserRow step() {
    var batch = BatchRow.find(tx, user.uid(), user.committing()).orElseThrow();
    var collection =
        CollectionRow.find(tx, user.uid(), batch.batch().collection()).orElseThrow();
    for (long number : List.of(batch.number(), behind(batch.number()))) {
      var staged = next(number, "");
      while (!staged.isEmpty()) {
        collection = move(number, collection, staged);
        if (System.nanoTime() - begunNanos >= limit.toNanos()) {
          collection.save(tx, user.uid());
          return user;
        }
        staged = next(number, staged.get(staged.size() - 1).id());
      }
    }
    collection.save(tx, user.uid());
    tx.update(
        "DELETE FROM sync_batches WHERE uid = ? AND id = ?",
        user.uid(),
        batch.id().value());
    return user.committed();
  }

  /** Returns the first few rows behind the id. */
  private List<Staged> next(long number, String behindId) {
    var staged = new ArrayList<Staged>(STATEMENT_ROWS);
    var bytes = new long[1];
    tx.each(
        """
        SELECT id, ttl_seconds, payload_bytes,
          CASE WHEN payload IS NULL THEN 1 ELSE 0 END AS keeps_payload
        FROM sync_staged
        WHERE uid = ? AND batch = ? AND id > ?
        ORDER BY id
        LIMIT ?""",
        row -> {
          if (bytes[0] < STATEMENT_BYTES) {
            staged.add(Staged.of(row));
            bytes[0] += row.number("payload_bytes");
          }
        },
        user.uid(),
        number,
        behindId,
        STATEMENT_ROWS);
    return staged;
  }

  private CollectionRow move(long number, CollectionRow collection, List<Staged> staged) {
    var ids = staged.stream().map(Staged::id).toList();
    var sizes = KeptSizes.find(tx, user.uid(), collection, ids);
    var expiring = collection;
    for (var row : staged) {
      var expiry = row.expiryMillis(time);
      sizes.merge(row.id(), row.keepsPayload() ? null : (Long) row.payloadBytes(), expiry);
      expiring = expiring.expiring(expiry);
    }
    var insert = new SqlText()
        .add(
            """
            INSERT INTO sync_bsos
              (uid, collection, id, modified, sort_index, expiry, payload_bytes, payload)
            SELECT uid, ?, id, ?, sort_index, ? + ttl_seconds * 1000, payload_bytes, payload
            FROM sync_staged""",
            collection.number(),
            time.millis(),
            time.millis())
        .add("WHERE uid = ? AND batch = ?", user.uid(), number)
        .addIds(ids)
        .add(SqlChanges.MERGE);
    tx.update(insert.sql(), insert.values());
    var delete = new SqlText()
        .add("DELETE FROM sync_staged")
        .add("WHERE uid = ? AND batch = ?", user.uid(), number)
        .addIds(ids);
    tx.update(delete.sql(), delete.values());
    return expiring.holding(collection.stored().plus(sizes.growth()));
  }
}
