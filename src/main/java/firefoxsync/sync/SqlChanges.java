// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import static java.nio.charset.StandardCharsets.UTF_8;

import firefoxsync.database.Transaction;
import firefoxsync.sync.CollectionRow.Totals;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps one change set. Used once, inside the transaction that decided it. */
final class SqlChanges {
  /**
   * Merges the rows before it into the items: what is NULL stays, unless the item has expired. The
   * new row's modified time is the time of the write.
   */
  static final String MERGE =
      """
      ON CONFLICT (uid, collection, id) DO UPDATE SET
        modified = CASE
          WHEN excluded.payload IS NULL AND excluded.sort_index IS NULL
            AND (sync_bsos.expiry IS NULL OR sync_bsos.expiry > excluded.modified)
          THEN sync_bsos.modified ELSE excluded.modified END,
        sort_index = CASE
          WHEN excluded.sort_index IS NULL
            AND (sync_bsos.expiry IS NULL OR sync_bsos.expiry > excluded.modified)
          THEN sync_bsos.sort_index ELSE excluded.sort_index END,
        expiry = CASE
          WHEN excluded.expiry IS NULL
            AND (sync_bsos.expiry IS NULL OR sync_bsos.expiry > excluded.modified)
          THEN sync_bsos.expiry ELSE excluded.expiry END,
        payload_bytes = CASE
          WHEN excluded.payload IS NULL
            AND (sync_bsos.expiry IS NULL OR sync_bsos.expiry > excluded.modified)
          THEN sync_bsos.payload_bytes ELSE excluded.payload_bytes END,
        payload = CASE
          WHEN excluded.payload IS NULL
            AND (sync_bsos.expiry IS NULL OR sync_bsos.expiry > excluded.modified)
          THEN sync_bsos.payload ELSE excluded.payload END""";

  private final Transaction tx;
  private final SqlUserBsos data;
  private final long uid;
  private final SyncTimestamp time;
  private final Map<CollectionName, CollectionRow> touched = new LinkedHashMap<>();
  private UserRow user;
  private @Nullable CollectionName committed;

  SqlChanges(Transaction tx, UserRow user, SqlUserBsos data, SyncTimestamp time) {
    this.tx = tx;
    this.user = user;
    this.data = data;
    this.uid = user.uid();
    this.time = time;
  }

  /**
   * Keeps the changes, and the rows of collections that they lead to; returns the user's. When that
   * is committing, {@link SqlCommit} goes on.
   */
  UserRow keep(ChangeSet set) {
    if (set.movesTime()) {
      moveTime();
    }
    set.changes().forEach(this::keep);
    return end();
  }

  /** Begins a write that readers see, whose changes follow one by one. */
  void moveTime() {
    if (!time.isAfter(user.last())) {
      throw new IllegalArgumentException("a write at " + time + " follows " + user.last());
    }
    user = user.written(time);
  }

  /** Keeps the rows that all changes so far lead to, and returns the user's. */
  UserRow end() {
    touched.values().forEach(row -> row.save(tx, uid));
    touched.clear();
    return user;
  }

  /** Keeps one change. */
  void keep(ChangeSet.Change change) {
    boolean mayFollow = change instanceof ChangeSet.Put || change instanceof ChangeSet.WipeAll;
    if (user.isCommitting() && !mayFollow) {
      throw new IllegalArgumentException(change + " follows a commit, which is not over yet");
    }
    if (change instanceof ChangeSet.Put put) {
      put(put.collection(), put.updates());
    } else if (change instanceof ChangeSet.Delete delete) {
      delete(delete.collection(), delete.ids());
    } else if (change instanceof ChangeSet.Wipe wipe) {
      wipe(wipe.collection());
    } else if (change instanceof ChangeSet.WipeAll) {
      wipeAll();
    } else if (change instanceof ChangeSet.Open open) {
      var batch = new Batch(open.collection(), open.started(), 0, 0);
      new BatchRow(open.batch(), takeNumber(), batch).save(tx, uid);
    } else if (change instanceof ChangeSet.Stage stage) {
      var batch = batch(stage.batch());
      stage(batch.number(), stage.updates());
      batch.plus(stage.growth()).save(tx, uid);
    } else if (change instanceof ChangeSet.Commit commit) {
      commit(batch(commit.batch()));
    }
  }

  private void put(CollectionName name, List<BsoUpdate> updates) {
    var collection = touch(name);
    if (updates.isEmpty()) {
      return;
    }
    if (name.equals(committed)) {
      stage(SqlCommit.behind(user.committing()), updates);
      return;
    }
    var ids = updates.stream().map(BsoUpdate::id).toList();
    var sizes = KeptSizes.find(tx, uid, collection, ids);
    var rows = new ArrayList<@Nullable Object[]>(updates.size());
    for (var update : updates) {
      var expiry = expiryMillis(update);
      var payload = payload(update);
      rows.add(new @Nullable Object[] {
        uid,
        collection.number(),
        update.id(),
        time.millis(),
        update.sortIndex(),
        expiry,
        payload == null ? 0 : payload.length,
        payload
      });
      sizes.merge(update.id(), payload == null ? null : (Long) (long) payload.length, expiry);
      collection = collection.expiring(expiry);
    }
    tx.batch(
        """
        INSERT INTO sync_bsos
          (uid, collection, id, modified, sort_index, expiry, payload_bytes, payload)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """
            + MERGE,
        rows);
    touched.put(name, collection.holding(collection.stored().plus(sizes.growth())));
  }

  private @Nullable Long expiryMillis(BsoUpdate update) {
    var expiry = update.expiryMillis(time);
    return expiry.isPresent() ? (Long) expiry.getAsLong() : null;
  }

  private static byte @Nullable [] payload(BsoUpdate update) {
    return update.payload() == null ? null : update.payload().getBytes(UTF_8);
  }

  private void delete(CollectionName name, List<String> ids) {
    var collection = touch(name);
    if (ids.isEmpty()) {
      return;
    }
    var gone = totals(collection, ids);
    var statement = new SqlText()
        .add("DELETE FROM sync_bsos")
        .add("WHERE uid = ? AND collection = ?", uid, collection.number())
        .addIds(ids);
    tx.update(statement.sql(), statement.values());
    touched.put(name, collection.holding(collection.stored().minus(gone)));
  }

  private Totals totals(CollectionRow collection, List<String> ids) {
    var statement = new SqlText()
        .add("SELECT COUNT(*) AS items, COALESCE(SUM(payload_bytes), 0) AS bytes")
        .add("FROM sync_bsos")
        .add("WHERE uid = ? AND collection = ?", uid, collection.number())
        .addIds(ids);
    return tx.first(statement.sql(), Totals::of, statement.values()).orElse(Totals.NONE);
  }

  private void wipe(CollectionName name) {
    touched.remove(name);
    for (var table : List.of(
        "sync_batches WHERE uid = ? AND collection = ?",
        "sync_collections WHERE uid = ? AND name = ?")) {
      tx.update(
          "INSERT INTO sync_trash (uid, number) SELECT uid, number FROM " + table,
          uid,
          name.value());
      tx.update("DELETE FROM " + table, uid, name.value());
    }
  }

  private void wipeAll() {
    touched.clear();
    if (user.isCommitting()) {
      tx.update(
          "INSERT INTO sync_trash (uid, number) VALUES (?, ?)",
          uid,
          SqlCommit.behind(user.committing()));
    }
    for (var table : List.of("sync_batches WHERE uid = ?", "sync_collections WHERE uid = ?")) {
      tx.update("INSERT INTO sync_trash (uid, number) SELECT uid, number FROM " + table, uid);
      tx.update("DELETE FROM " + table, uid);
    }
    user = user.wiped();
  }

  private void stage(long number, List<BsoUpdate> updates) {
    var rows = new ArrayList<@Nullable Object[]>(updates.size());
    for (var update : updates) {
      var payload = payload(update);
      long payloadBytes = payload == null ? 0 : payload.length;
      rows.add(new @Nullable Object[] {
        uid, number, update.id(), update.sortIndex(), update.ttlSeconds(), payloadBytes, payload
      });
    }
    tx.batch(
        """
        INSERT INTO sync_staged
          (uid, batch, id, sort_index, ttl_seconds, payload_bytes, payload)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (uid, batch, id) DO UPDATE SET
          sort_index = COALESCE(excluded.sort_index, sync_staged.sort_index),
          ttl_seconds = COALESCE(excluded.ttl_seconds, sync_staged.ttl_seconds),
          payload_bytes = CASE
            WHEN excluded.payload IS NULL
            THEN sync_staged.payload_bytes ELSE excluded.payload_bytes END,
          payload = COALESCE(excluded.payload, sync_staged.payload)""",
        rows);
  }

  /** Decides the commit; what it moves is {@link SqlCommit}'s. */
  private void commit(BatchRow batch) {
    committed = touch(batch.batch().collection()).name();
    user = user.committing(batch.number());
  }

  private BatchRow batch(BatchId id) {
    return BatchRow.find(tx, uid, id)
        .orElseThrow(() -> new IllegalArgumentException("no batch " + id));
  }

  /** Returns the collection's row, modified now; a new one when it did not exist. */
  private CollectionRow touch(CollectionName name) {
    var known = touched.get(name);
    if (known == null) {
      known = data.collection(name)
          .orElseGet(() -> new CollectionRow(name, takeNumber(), time, Totals.NONE, null))
          .modified(time);
      touched.put(name, known);
    }
    return known;
  }

  private long takeNumber() {
    long number = user.nextNumber();
    user = user.numbered();
    return number;
  }
}
