// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import firefoxsync.database.Row;
import firefoxsync.database.Transaction;
import java.util.Optional;

/** A row of {@code sync_batches}. */
record BatchRow(BatchId id, long number, Batch batch) {
  static Optional<BatchRow> find(Transaction tx, long uid, BatchId id) {
    return tx.first(
        """
        SELECT id, number, collection, started, records, bytes
        FROM sync_batches
        WHERE uid = ? AND id = ?""",
        BatchRow::of,
        uid,
        id.value());
  }

  static Optional<BatchRow> find(Transaction tx, long uid, long number) {
    return tx.first(
        """
        SELECT id, number, collection, started, records, bytes
        FROM sync_batches
        WHERE uid = ? AND number = ?""",
        BatchRow::of,
        uid,
        number);
  }

  private static BatchRow of(Row row) {
    return new BatchRow(
        new BatchId(row.text("id")),
        row.number("number"),
        new Batch(
            new CollectionName(row.text("collection")),
            new SyncTimestamp(row.number("started")),
            row.number("records"),
            row.number("bytes")));
  }

  /** Returns this row knowing of more staged items. */
  BatchRow plus(Growth growth) {
    return new BatchRow(id, number, batch.plus(growth));
  }

  /** Keeps the row. */
  void save(Transaction tx, long uid) {
    tx.update(
        """
        INSERT INTO sync_batches (uid, id, number, collection, started, records, bytes)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (uid, id) DO UPDATE SET
          records = excluded.records,
          bytes = excluded.bytes""",
        uid,
        id.value(),
        number,
        batch.collection().value(),
        batch.started().millis(),
        batch.records(),
        batch.bytes());
  }
}
