// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One user's data in memory. Immutable: a change makes another. */
record MemoryUserBsos(
    SyncTimestamp clock,
    SyncTimestamp last,
    SyncTimestamp lastModified,
    boolean isRetired,
    OptionalLong quotaBytes,
    NavigableMap<CollectionName, Collection> collections,
    Map<BatchId, Staged> batches)
    implements UserBsos {
  static final MemoryUserBsos NOBODY = new MemoryUserBsos(
      SyncTimestamp.ZERO,
      SyncTimestamp.ZERO,
      SyncTimestamp.ZERO,
      false,
      OptionalLong.empty(),
      new TreeMap<>(),
      new HashMap<>());

  /** An item and the end of its life. */
  record Item(Bso bso, @Nullable Long expiryMillis) {
    boolean isLive(SyncTimestamp now) {
      return expiryMillis == null || expiryMillis > now.millis();
    }
  }

  record Collection(SyncTimestamp modified, NavigableMap<String, Item> items) {}

  record Staged(Batch batch, Map<String, BsoUpdate> updates) {}

  MemoryUserBsos at(SyncTimestamp time) {
    return new MemoryUserBsos(
        time, last, lastModified, isRetired, quotaBytes, collections, batches);
  }

  MemoryUserBsos retired() {
    return new MemoryUserBsos(clock, last, lastModified, true, quotaBytes, collections, batches);
  }

  MemoryUserBsos limited(OptionalLong bytes) {
    return new MemoryUserBsos(clock, last, lastModified, isRetired, bytes, collections, batches);
  }

  @Override
  public SyncTimestamp now() {
    return SyncTimestamp.max(clock, last);
  }

  @Override
  public SyncTimestamp nextTimestamp() {
    return last.next(clock);
  }

  @Override
  public SyncTimestamp lastModified(CollectionName name) {
    var collection = collections.get(name);
    return collection == null ? SyncTimestamp.ZERO : collection.modified();
  }

  @Override
  public SyncTimestamp lastModified(CollectionName collection, String id) {
    return find(collection, id).map(Bso::modified).orElse(SyncTimestamp.ZERO);
  }

  @Override
  public NavigableMap<CollectionName, SyncTimestamp> timestamps() {
    var timestamps = new TreeMap<CollectionName, SyncTimestamp>();
    collections.forEach((name, collection) -> timestamps.put(name, collection.modified()));
    return timestamps;
  }

  @Override
  public NavigableMap<CollectionName, Long> counts() {
    return totals(bso -> 1);
  }

  @Override
  public NavigableMap<CollectionName, Long> usage() {
    return totals(bso -> Utf8.length(bso.payload()));
  }

  private NavigableMap<CollectionName, Long> totals(ToLongFunction<Bso> each) {
    var totals = new TreeMap<CollectionName, Long>();
    for (var name : collections.keySet()) {
      live(name).map(each::applyAsLong).reduce(Long::sum).ifPresent(sum -> totals.put(name, sum));
    }
    return totals;
  }

  @Override
  public long usedBytes() {
    return usage().values().stream().mapToLong(bytes -> bytes).sum();
  }

  @Override
  public long payloadBytes(CollectionName collection, List<String> ids) {
    return live(collection)
        .filter(bso -> ids.contains(bso.id()))
        .mapToLong(bso -> Utf8.length(bso.payload()))
        .sum();
  }

  @Override
  public Optional<Bso> find(CollectionName collection, String id) {
    return live(collection).filter(bso -> bso.id().equals(id)).findFirst();
  }

  private Stream<Bso> live(CollectionName name) {
    var collection = collections.get(name);
    return collection == null
        ? Stream.empty()
        : collection.items().values().stream()
            .filter(item -> item.isLive(now()))
            .map(Item::bso);
  }

  @Override
  public void query(CollectionName collection, BsoQuery query, Consumer<Bso> consumer) {
    var order = Comparator.<Bso>comparingLong(bso -> BsoOffset.key(bso, query.sort()))
        .thenComparing(Bso::id);
    var offset = query.offset();
    live(collection)
        .filter(bso -> query.ids() == null || query.ids().contains(bso.id()))
        .filter(bso -> query.newer() == null || bso.modified().isAfter(query.newer()))
        .filter(bso -> query.older() == null || query.older().isAfter(bso.modified()))
        .sorted(query.sort() == BsoQuery.Sort.OLDEST ? order : order.reversed())
        .dropWhile(bso -> offset != null && !isBehind(bso, offset))
        .limit(query.limit() == null ? Long.MAX_VALUE : query.limit())
        .map(bso -> query.full() ? bso : bare(bso, query.sort()))
        .forEach(consumer);
  }

  private static Bso bare(Bso bso, BsoQuery.Sort sort) {
    var sortIndex = sort == BsoQuery.Sort.INDEX ? bso.sortIndex() : null;
    return new Bso(bso.id(), bso.modified(), sortIndex, "");
  }

  private static boolean isBehind(Bso bso, BsoOffset offset) {
    int order = Comparator.<BsoOffset>comparingLong(BsoOffset::key)
        .thenComparing(BsoOffset::id)
        .compare(BsoOffset.behind(bso, offset.sort()), offset);
    return offset.sort() == BsoQuery.Sort.OLDEST ? order > 0 : order < 0;
  }

  @Override
  public Optional<Batch> batch(BatchId id) {
    return Optional.ofNullable(batches.get(id)).map(Staged::batch);
  }

  @Override
  public Map<String, Long> staged(BatchId id, List<String> ids) {
    var found = new HashMap<String, Long>();
    Optional.ofNullable(batches.get(id)).ifPresent(staged -> staged.updates().values().stream()
        .filter(update -> ids.contains(update.id()))
        .forEach(update -> found.put(update.id(), update.payloadBytes())));
    return found;
  }

  /** Returns the data as they are after the changes. */
  MemoryUserBsos changed(ChangeSet set) {
    if (set.movesTime() && !set.timestamp().isAfter(last)) {
      throw new IllegalArgumentException("a write at " + set.timestamp() + " follows " + last);
    }
    var time = set.movesTime() ? set.timestamp() : last;
    var modified = set.movesTime() ? set.timestamp() : lastModified;
    var after = new MemoryUserBsos(
        clock,
        time,
        modified,
        isRetired,
        quotaBytes,
        new TreeMap<>(collections),
        new HashMap<>(batches));
    for (var change : set.changes()) {
      after = after.apply(change);
    }
    return after;
  }

  private MemoryUserBsos apply(ChangeSet.Change change) {
    if (change instanceof ChangeSet.Put put) {
      put(put.collection(), put.updates());
    } else if (change instanceof ChangeSet.Delete delete) {
      var collection = touch(delete.collection());
      delete.ids().forEach(collection.items()::remove);
    } else if (change instanceof ChangeSet.Wipe wipe) {
      collections.remove(wipe.collection());
      batches.values().removeIf(staged -> staged.batch().collection().equals(wipe.collection()));
    } else if (change instanceof ChangeSet.WipeAll) {
      return new MemoryUserBsos(
          clock, last, SyncTimestamp.ZERO, isRetired, quotaBytes, new TreeMap<>(), new HashMap<>());
    } else if (change instanceof ChangeSet.Open open) {
      var batch = new Batch(open.collection(), open.started(), 0, 0);
      batches.put(open.batch(), new Staged(batch, Map.of()));
    } else if (change instanceof ChangeSet.Stage stage) {
      stage(stage.batch(), stage.updates());
    } else if (change instanceof ChangeSet.Commit commit) {
      var staged = require(batches.remove(commit.batch()));
      put(staged.batch().collection(), List.copyOf(staged.updates().values()));
    }
    return this;
  }

  private void put(CollectionName name, List<BsoUpdate> updates) {
    var items = touch(name).items();
    for (var update : updates) {
      items.put(update.id(), merged(items.get(update.id()), update));
    }
  }

  private Item merged(@Nullable Item kept, BsoUpdate update) {
    var live = kept != null && kept.isLive(last)
        ? kept
        : new Item(new Bso(update.id(), last, null, ""), null);
    var expiry = update.expiryMillis(last);
    var bso = new Bso(
        update.id(),
        update.isTouch() ? live.bso().modified() : last,
        update.sortIndex() == null ? live.bso().sortIndex() : update.sortIndex(),
        update.payload() == null ? live.bso().payload() : update.payload());
    return new Item(bso, expiry.isPresent() ? (Long) expiry.getAsLong() : live.expiryMillis());
  }

  private Collection touch(CollectionName name) {
    var old = collections.get(name);
    var items = old == null ? new TreeMap<String, Item>() : new TreeMap<>(old.items());
    var touched = new Collection(last, items);
    collections.put(name, touched);
    return touched;
  }

  private void stage(BatchId id, List<BsoUpdate> updates) {
    var staged = require(batches.get(id));
    var all = new LinkedHashMap<>(staged.updates());
    updates.forEach(update -> all.merge(update.id(), update, MemoryUserBsos::laterWins));
    var old = staged.batch();
    long bytes = all.values().stream().mapToLong(BsoUpdate::payloadBytes).sum();
    var batch = new Batch(old.collection(), old.started(), all.size(), bytes);
    batches.put(id, new Staged(batch, all));
  }

  private static BsoUpdate laterWins(BsoUpdate earlier, BsoUpdate later) {
    return new BsoUpdate(
        later.id(),
        later.payload() == null ? earlier.payload() : later.payload(),
        later.sortIndex() == null ? earlier.sortIndex() : later.sortIndex(),
        later.ttlSeconds() == null ? earlier.ttlSeconds() : later.ttlSeconds());
  }

  private static Staged require(@Nullable Staged staged) {
    if (staged == null) {
      throw new IllegalArgumentException("no such batch");
    }
    return staged;
  }
}
