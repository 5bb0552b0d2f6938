// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import firefoxsync.database.Row;
import firefoxsync.database.Transaction;
import firefoxsync.sync.CollectionRow.Totals;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** One user's data as a transaction sees them. */
final class SqlUserBsos implements UserBsos {
  private final Transaction tx;
  private final UserRow user;
  private final SyncTimestamp now;
  private final SyncTimestamp next;
  private final Map<CollectionName, Optional<CollectionRow>> collections = new HashMap<>();

  SqlUserBsos(Transaction tx, UserRow user, SyncTimestamp clock) {
    this.tx = tx;
    this.user = user;
    this.now = SyncTimestamp.max(clock, user.last());
    this.next = user.last().next(clock);
  }

  @Override
  public boolean isRetired() {
    return user.isRetired();
  }

  @Override
  public SyncTimestamp now() {
    return now;
  }

  @Override
  public SyncTimestamp nextTimestamp() {
    return next;
  }

  /** Returns the last timestamp ever given. */
  SyncTimestamp lastGiven() {
    return user.last();
  }

  @Override
  public SyncTimestamp lastModified() {
    return user.modified();
  }

  @Override
  public SyncTimestamp lastModified(CollectionName collection) {
    return collection(collection).map(CollectionRow::modified).orElse(SyncTimestamp.ZERO);
  }

  @Override
  public SyncTimestamp lastModified(CollectionName collection, String id) {
    return collection(collection)
        .flatMap(row -> tx.first(
            """
            SELECT modified
            FROM sync_bsos
            WHERE uid = ? AND collection = ? AND id = ? AND (expiry IS NULL OR expiry > ?)""",
            found -> new SyncTimestamp(found.number("modified")),
            user.uid(),
            row.number(),
            id,
            now.millis()))
        .orElse(SyncTimestamp.ZERO);
  }

  @Override
  public NavigableMap<CollectionName, SyncTimestamp> timestamps() {
    var timestamps = new TreeMap<CollectionName, SyncTimestamp>();
    CollectionRow.eachTime(tx, user.uid(), timestamps::put);
    return timestamps;
  }

  @Override
  public NavigableMap<CollectionName, Long> counts() {
    return totals(Totals::items);
  }

  @Override
  public NavigableMap<CollectionName, Long> usage() {
    return totals(Totals::bytes);
  }

  @Override
  public long usedBytes() {
    return CollectionRow.all(tx, user.uid()).stream()
        .mapToLong(row -> row.live(tx, user.uid(), now).bytes())
        .sum();
  }

  @Override
  public long payloadBytes(CollectionName collection, List<String> ids) {
    return ids.isEmpty()
        ? 0
        : collection(collection).flatMap(row -> payloadBytes(row, ids)).orElse(0L);
  }

  private Optional<Long> payloadBytes(CollectionRow row, List<String> ids) {
    var statement = new SqlText()
        .add("SELECT COALESCE(SUM(payload_bytes), 0) AS bytes")
        .add("FROM sync_bsos")
        .add("WHERE uid = ? AND collection = ?", user.uid(), row.number())
        .add("AND (expiry IS NULL OR expiry > ?)", now.millis())
        .addIds(ids);
    return tx.first(statement.sql(), found -> found.number("bytes"), statement.values());
  }

  @Override
  public OptionalLong quotaBytes() {
    var own = user.quotaBytes();
    return own == null ? OptionalLong.empty() : OptionalLong.of(own);
  }

  private NavigableMap<CollectionName, Long> totals(Function<Totals, Long> which) {
    var totals = new TreeMap<CollectionName, Long>();
    for (var row : CollectionRow.all(tx, user.uid())) {
      var live = row.live(tx, user.uid(), now);
      if (live.items() > 0) {
        totals.put(row.name(), which.apply(live));
      }
    }
    return totals;
  }

  @Override
  public Optional<Bso> find(CollectionName collection, String id) {
    return collection(collection)
        .flatMap(row -> tx.first(
            """
            SELECT id, modified, sort_index, payload
            FROM sync_bsos
            WHERE uid = ? AND collection = ? AND id = ? AND (expiry IS NULL OR expiry > ?)""",
            SqlUserBsos::bso,
            user.uid(),
            row.number(),
            id,
            now.millis()));
  }

  @Override
  public void query(CollectionName collection, BsoQuery query, Consumer<Bso> consumer) {
    collection(collection).ifPresent(row -> {
      var statement = select(row, query);
      Function<Row, Bso> mapper = query.full() ? SqlUserBsos::bso : SqlUserBsos::bare;
      tx.each(statement.sql(), found -> consumer.accept(mapper.apply(found)), statement.values());
    });
  }

  private SqlText select(CollectionRow row, BsoQuery query) {
    // The plus keeps the engine from walking through the whole collection in the order of time
    // when it can look up a few ids.
    var modified = query.ids() == null ? "modified" : "+modified";
    var order = order(query.sort(), modified);
    var statement = new SqlText()
        .add("SELECT " + columns(query))
        .add("FROM sync_bsos")
        .add("WHERE uid = ? AND collection = ?", user.uid(), row.number());
    if (row.firstExpiryMillis() != null) {
      statement.add("AND (expiry IS NULL OR expiry > ?)", now.millis());
    }
    if (query.newer() != null) {
      statement.add("AND " + modified + " > ?", query.newer().millis());
    }
    if (query.older() != null) {
      statement.add("AND " + modified + " < ?", query.older().millis());
    }
    if (query.ids() != null) {
      statement.addIds(query.ids());
    }
    if (query.offset() != null) {
      statement.add(
          "AND (" + order.key() + ", id) " + order.behind() + " (?, ?)",
          query.offset().key(),
          query.offset().id());
    }
    statement.add("ORDER BY " + order.key() + order.direction() + ", id" + order.direction());
    if (query.limit() != null) {
      statement.add("LIMIT ?", query.limit());
    }
    return statement;
  }

  /** Lists of ids in the order of time come from an index alone, without a look at any row. */
  private static String columns(BsoQuery query) {
    if (query.full()) {
      return "id, modified, sort_index, payload";
    }
    return query.sort() == BsoQuery.Sort.INDEX
        ? "id, modified, sort_index"
        : "id, modified, NULL AS sort_index";
  }

  private record Order(String key, String direction, String behind) {}

  private static Order order(BsoQuery.Sort sort, String modified) {
    return switch (sort) {
      case NEWEST -> new Order(modified, " DESC", "<");
      case OLDEST -> new Order(modified, "", ">");
      case INDEX ->
        new Order("COALESCE(sort_index, " + BsoOffset.NO_SORT_INDEX + ")", " DESC", "<");
    };
  }

  @Override
  public Optional<Batch> batch(BatchId id) {
    return BatchRow.find(tx, user.uid(), id).map(BatchRow::batch);
  }

  @Override
  public Map<String, Long> staged(BatchId id, List<String> ids) {
    var found = new HashMap<String, Long>();
    BatchRow.find(tx, user.uid(), id).filter(row -> !ids.isEmpty()).ifPresent(row -> {
      var statement = new SqlText()
          .add("SELECT id, payload_bytes")
          .add("FROM sync_staged")
          .add("WHERE uid = ? AND batch = ?", user.uid(), row.number())
          .addIds(ids);
      tx.each(
          statement.sql(),
          staged -> found.put(staged.text("id"), staged.number("payload_bytes")),
          statement.values());
    });
    return found;
  }

  /** Returns the collection's row as it was at the start of the transaction. */
  Optional<CollectionRow> collection(CollectionName name) {
    return collections.computeIfAbsent(name, it -> CollectionRow.find(tx, user.uid(), it));
  }

  private static Bso bso(Row row) {
    return of(row, row.optionalBytes("payload").map(Payload::new).orElse(Payload.EMPTY));
  }

  private static Bso bare(Row row) {
    return of(row, Payload.EMPTY);
  }

  private static Bso of(Row row, Payload payload) {
    var sortIndex = row.optionalNumber("sort_index");
    return new Bso(
        row.text("id"),
        new SyncTimestamp(row.number("modified")),
        sortIndex.isPresent() ? sortIndex.getAsLong() : null,
        payload);
  }
}
