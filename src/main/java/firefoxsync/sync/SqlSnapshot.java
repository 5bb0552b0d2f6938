// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import static java.nio.charset.StandardCharsets.UTF_8;

import firefoxsync.database.Row;
import firefoxsync.database.Transaction;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All that is kept of one user, to be carried elsewhere. Usable inside the read it was given to. */
public final class SqlSnapshot {
  private final Transaction tx;
  private final UserRow user;

  SqlSnapshot(Transaction tx, UserRow user) {
    this.tx = tx;
    this.user = user;
  }

  /** Returns the transaction, for other rows of the same user. */
  public Transaction transaction() {
    return tx;
  }

  /** Returns the data at a glance. */
  public StoreHead head() {
    return new StoreHead(
        user.last(),
        user.modified(),
        CollectionRow.all(tx, user.uid()).stream()
            .map(row -> new StoreHead.Collection(row.name(), row.modified()))
            .toList());
  }

  /** Gives the collection's items to the consumer, by id, but those that the last write outlived. */
  public void items(CollectionName collection, Consumer<StoredBso> consumer) {
    CollectionRow.find(tx, user.uid(), collection)
        .ifPresent(row -> tx.each(
            """
            SELECT id, modified, sort_index, expiry, payload
            FROM sync_bsos
            WHERE uid = ? AND collection = ? AND (expiry IS NULL OR expiry > ?)
            ORDER BY id""",
            found -> consumer.accept(bso(found)),
            user.uid(),
            row.number(),
            user.last().millis()));
  }

  /** Returns which collection the batch is for; empty when there is no such batch. */
  public Optional<CollectionName> collection(BatchId batch) {
    return BatchRow.find(tx, user.uid(), batch).map(row -> row.batch().collection());
  }

  /** Gives what is staged for the batch to the consumer, by id. */
  public void staged(BatchId batch, Consumer<BsoUpdate> consumer) {
    BatchRow.find(tx, user.uid(), batch)
        .ifPresent(row -> tx.each(
            """
            SELECT id, sort_index, ttl_seconds, payload
            FROM sync_staged
            WHERE uid = ? AND batch = ?
            ORDER BY id""",
            found -> consumer.accept(new BsoUpdate(
                found.text("id"),
                payload(found),
                nullable(found.optionalNumber("sort_index")),
                nullable(found.optionalNumber("ttl_seconds")))),
            user.uid(),
            row.number()));
  }

  private static StoredBso bso(Row row) {
    return new StoredBso(
        row.text("id"),
        new SyncTimestamp(row.number("modified")),
        nullable(row.optionalNumber("sort_index")),
        nullable(row.optionalNumber("expiry")),
        payload(row));
  }

  private static @Nullable String payload(Row row) {
    return row.optionalBytes("payload").map(bytes -> new String(bytes, UTF_8)).orElse(null);
  }

  private static @Nullable Long nullable(OptionalLong value) {
    return value.isPresent() ? (Long) value.getAsLong() : null;
  }
}
