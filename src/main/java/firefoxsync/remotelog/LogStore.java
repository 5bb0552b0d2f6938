// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import firefoxsync.database.Row;
import firefoxsync.database.Transaction;
import firefoxsync.database.WriteMark;
import firefoxsync.people.Person;
import firefoxsync.sync.BatchId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The logs of stores and their outboxes, in one transaction. */
final class LogStore {
  private static final long PENDING = 0;
  private static final long COMMITTED = 1;

  private static final String LOGS =
      """
      SELECT uid, issuer, account_id, store_id, writer, state, key_id, generation, number, digest,
        checkpoint, earlier_checkpoint
      FROM sync_logs
      """;

  private final Transaction tx;

  LogStore(Transaction tx) {
    this.tx = tx;
  }

  /** Returns what keeps others away from a log's rows; nothing that is done to them needs a mark. */
  static WriteMark lock(long uid) {
    return (tx, isDoubtful) -> {
      var unused = tx.first(
          "SELECT uid FROM sync_logs WHERE uid = ?" + tx.dialect().forUpdate(),
          row -> row.number("uid"),
          uid);
      return false;
    };
  }

  Optional<StoreLog> find(long uid) {
    return tx.first(LOGS + "WHERE uid = ?", LogStore::log, uid);
  }

  /** Returns some logs from a uid on. */
  List<StoreLog> some(long fromUid, int limit) {
    return tx.query(LOGS + "WHERE uid >= ? ORDER BY uid LIMIT ?", LogStore::log, fromUid, limit);
  }

  /** Returns the logs of all of a person's stores. */
  List<StoreLog> of(Person person) {
    return tx.query(
        LOGS + "WHERE issuer = ? AND account_id = ? ORDER BY uid",
        LogStore::log,
        person.issuer(),
        person.accountId());
  }

  /**
   * How it stands with all logs.
   *
   * @param waiting change sets that are in no commit yet, the oldest of that time
   * @param pending commits of unknown fate
   */
  record Counts(Map<StoreLog.State, Long> byState, long waiting, long oldest, long pending) {}

  Counts counts() {
    var byState = new TreeMap<StoreLog.State, Long>();
    tx.each(
        "SELECT state, COUNT(*) AS logs FROM sync_logs GROUP BY state",
        row -> byState.put(StoreLog.State.valueOf(row.text("state")), row.number("logs")));
    long pending = tx.first(
            "SELECT COUNT(*) AS pending FROM sync_outbox WHERE uid >= ? AND state = 0",
            row -> row.number("pending"),
            0L)
        .orElseThrow();
    return tx.first(
            """
            SELECT COUNT(*) AS waiting, COALESCE(MIN(written_at), 0) AS oldest
            FROM sync_unsent
            WHERE uid >= ?""",
            row -> new Counts(byState, row.number("waiting"), row.number("oldest"), pending),
            0L)
        .orElseThrow();
  }

  private static StoreLog log(Row row) {
    var keyId = row.optionalText("key_id");
    return new StoreLog(
        row.number("uid"),
        new Person(row.text("issuer"), row.text("account_id")),
        row.text("store_id"),
        row.text("writer"),
        StoreLog.State.valueOf(row.text("state")),
        keyId.map(id -> new LogKeys(id, row.number("generation"))).orElse(null),
        row.number("number"),
        row.text("digest"),
        row.number("checkpoint"),
        row.number("earlier_checkpoint"));
  }

  /** Keeps a log, be it new or known; the text of its checkpoint stays. */
  void save(StoreLog log) {
    tx.update(
        """
        INSERT INTO sync_logs (uid, issuer, account_id, store_id, writer, state, key_id, generation,
          number, digest, checkpoint, earlier_checkpoint)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (uid) DO UPDATE SET
          store_id = excluded.store_id,
          writer = excluded.writer,
          state = excluded.state,
          key_id = excluded.key_id,
          generation = excluded.generation,
          number = excluded.number,
          digest = excluded.digest,
          checkpoint = excluded.checkpoint,
          earlier_checkpoint = excluded.earlier_checkpoint""",
        log.uid(),
        log.person().issuer(),
        log.person().accountId(),
        log.storeId(),
        log.writer(),
        log.state().name(),
        log.keys() == null ? null : log.keys().keyId(),
        log.keys() == null ? 0L : log.keys().generation(),
        log.number(),
        log.digest(),
        log.checkpoint(),
        log.earlierCheckpoint());
  }

  /** Tells whether the account that was last kept at the provider has this digest. */
  boolean isRecordCurrent(long uid, String digest) {
    return tx.first(
            "SELECT record_digest FROM sync_logs WHERE uid = ?",
            row -> row.optionalText("record_digest"),
            uid)
        .flatMap(found -> found)
        .filter(digest::equals)
        .isPresent();
  }

  void saveRecord(long uid, String digest) {
    tx.update("UPDATE sync_logs SET record_digest = ? WHERE uid = ?", digest, uid);
  }

  /** Tells whether documents are kept at the provider that can be deleted when it is full. */
  boolean hasReserve(long uid) {
    return tx.first(
            "SELECT has_reserve FROM sync_logs WHERE uid = ?",
            row -> row.number("has_reserve") != 0,
            uid)
        .orElse(false);
  }

  void saveReserve(long uid, boolean isThere) {
    tx.update("UPDATE sync_logs SET has_reserve = ? WHERE uid = ?", isThere ? 1L : 0L, uid);
  }

  /** Returns when everything was found gone at the provider; 0 when nobody need be asked why. */
  long emptiedAt(long uid) {
    return tx.first(
            "SELECT emptied_at FROM sync_logs WHERE uid = ?", row -> row.number("emptied_at"), uid)
        .orElse(0L);
  }

  void saveEmptied(long uid, long at) {
    tx.update("UPDATE sync_logs SET emptied_at = ? WHERE uid = ?", at, uid);
  }

  /** Forgets that the account was kept at the provider. */
  void dropRecord(long uid) {
    tx.update("UPDATE sync_logs SET record_digest = NULL WHERE uid = ?", uid);
  }

  /** Forgets the newest checkpoint's text, so that the next one relies on nothing of it. */
  void dropCheckpoint(long uid) {
    tx.update("UPDATE sync_logs SET checkpoint_text = NULL WHERE uid = ?", uid);
  }

  void saveCheckpoint(long uid, byte[] text) {
    tx.update("UPDATE sync_logs SET checkpoint_text = ? WHERE uid = ?", text, uid);
  }

  Optional<Checkpoint> checkpoint(long uid) {
    return tx.first(
            "SELECT checkpoint_text FROM sync_logs WHERE uid = ?",
            row -> row.optionalBytes("checkpoint_text"),
            uid)
        .flatMap(found -> found)
        .map(Checkpoint::parse);
  }

  /** Forgets the log and everything that belongs to it. */
  void delete(long uid) {
    for (var table : List.of("sync_unsent", "sync_outbox_parts", "sync_outbox", "sync_logs")) {
      tx.update("DELETE FROM " + table + " WHERE uid = ?", uid);
    }
  }

  /** Forgets all commits and parts, and what was to become one. */
  void clearOutbox(long uid) {
    for (var table : List.of("sync_unsent", "sync_outbox_parts", "sync_outbox")) {
      tx.update("DELETE FROM " + table + " WHERE uid = ?", uid);
    }
  }

  void addPending(long uid, OutboxEntry entry) {
    add(uid, entry, PENDING);
  }

  void addCommitted(long uid, OutboxEntry entry) {
    add(uid, entry, COMMITTED);
  }

  private void add(long uid, OutboxEntry entry, long state) {
    tx.update(
        """
        INSERT INTO sync_outbox
          (uid, number, state, digest, document, bytes, batches, unsent_to)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
        uid,
        entry.number(),
        state,
        entry.document().digest(),
        entry.document().bytes(),
        entry.bytes(),
        entry.batches().stream().map(BatchId::value).collect(Collectors.joining(" ")),
        entry.unsentTo());
  }

  Optional<OutboxEntry> pending(long uid) {
    return tx.first(
        """
        SELECT number, document, bytes, batches, unsent_to
        FROM sync_outbox
        WHERE uid = ? AND state = 0""",
        LogStore::entry,
        uid);
  }

  /** Returns a commit that is kept for repairs. */
  Optional<OutboxEntry> committed(long uid, long number) {
    return tx.first(
        """
        SELECT number, document, bytes, batches, unsent_to
        FROM sync_outbox
        WHERE uid = ? AND number = ? AND state = 1""",
        LogStore::entry,
        uid,
        number);
  }

  /** Returns the numbers of the commits that are kept for repairs. */
  List<Long> committed(long uid) {
    return tx.query(
        "SELECT number FROM sync_outbox WHERE uid = ? AND state = 1 ORDER BY number",
        row -> row.number("number"),
        uid);
  }

  private static OutboxEntry entry(Row row) {
    var batches = row.text("batches");
    return new OutboxEntry(
        row.number("number"),
        LogDocument.whole(row.bytes("document")),
        row.number("bytes"),
        batches.isEmpty()
            ? List.of()
            : Arrays.stream(batches.split(" ")).map(BatchId::new).toList(),
        row.number("unsent_to"));
  }

  void markCommitted(long uid, long number) {
    tx.update("UPDATE sync_outbox SET state = 1 WHERE uid = ? AND number = ?", uid, number);
  }

  /** Forgets a commit that never came to be. */
  void drop(long uid, long number) {
    tx.update("DELETE FROM sync_outbox_parts WHERE uid = ? AND number = ?", uid, number);
    tx.update("DELETE FROM sync_outbox WHERE uid = ? AND number = ?", uid, number);
  }

  /** Forgets the commits up to this one, which a checkpoint holds. */
  void dropTo(long uid, long number) {
    tx.update(
        "DELETE FROM sync_outbox_parts WHERE uid = ? AND number <= ? AND number > 0", uid, number);
    tx.update("DELETE FROM sync_outbox WHERE uid = ? AND number <= ? AND state = 1", uid, number);
  }

  /** How many commits are kept for repairs, and their bytes. */
  record Backlog(long commits, long bytes) {}

  Backlog sinceCheckpoint(StoreLog log) {
    return tx.first(
            """
            SELECT COUNT(*) AS commits, COALESCE(SUM(bytes), 0) AS bytes
            FROM sync_outbox
            WHERE uid = ? AND number > ? AND state = 1""",
            row -> new Backlog(row.number("commits"), row.number("bytes")),
            log.uid(),
            log.checkpoint())
        .orElseThrow();
  }

  void addPart(long uid, long number, LogDocument part) {
    tx.update(
        """
        INSERT INTO sync_outbox_parts (uid, number, digest, document) VALUES (?, ?, ?, ?)
        ON CONFLICT (uid, number, digest) DO NOTHING""",
        uid,
        number,
        part.digest(),
        part.bytes());
  }

  void dropParts(long uid, long number) {
    tx.update("DELETE FROM sync_outbox_parts WHERE uid = ? AND number = ?", uid, number);
  }

  List<String> parts(long uid, long number) {
    return tx.query(
        "SELECT digest FROM sync_outbox_parts WHERE uid = ? AND number = ? ORDER BY digest",
        row -> row.text("digest"),
        uid,
        number);
  }

  /** Returns the digests of all parts that are kept for whatever purpose. */
  List<String> allParts(long uid) {
    return tx.query(
        "SELECT DISTINCT digest FROM sync_outbox_parts WHERE uid = ?",
        row -> row.text("digest"),
        uid);
  }

  Optional<LogDocument> part(long uid, long number, String digest) {
    return tx.first(
        "SELECT document FROM sync_outbox_parts WHERE uid = ? AND number = ? AND digest = ?",
        row -> LogDocument.whole(row.bytes("document")),
        uid,
        number,
        digest);
  }

  /** What is kept here and on its way to no commit yet. */
  record Unsent(long sets, long bytes, long lastSeq, long oldest) {}

  Unsent unsent(long uid) {
    return tx.first(
            """
            SELECT COUNT(*) AS sets, COALESCE(SUM(LENGTH(lines)), 0) AS bytes,
              COALESCE(MAX(seq), 0) AS seq, COALESCE(MIN(written_at), 0) AS oldest
            FROM sync_unsent
            WHERE uid = ?""",
            row -> new Unsent(
                row.number("sets"), row.number("bytes"), row.number("seq"), row.number("oldest")),
            uid)
        .orElseThrow();
  }

  void addUnsent(long uid, long writtenAt, byte[] lines) {
    tx.update(
        """
        INSERT INTO sync_unsent (uid, seq, written_at, lines)
        SELECT ?, COALESCE(MAX(seq), 0) + 1, ?, ? FROM sync_unsent WHERE uid = ?""",
        uid,
        writtenAt,
        lines,
        uid);
  }

  void eachUnsent(long uid, long toSeq, Consumer<byte[]> lines) {
    tx.each(
        "SELECT lines FROM sync_unsent WHERE uid = ? AND seq <= ? ORDER BY seq",
        row -> lines.accept(row.bytes("lines")),
        uid,
        toSeq);
  }

  void dropUnsent(long uid, long toSeq) {
    tx.update("DELETE FROM sync_unsent WHERE uid = ? AND seq <= ?", uid, toSeq);
  }
}
