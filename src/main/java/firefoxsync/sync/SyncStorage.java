// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import firefoxsync.config.SyncLimits;
import firefoxsync.people.Holdings.Holding;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules of Sync storage: what may be read and written, and when it was changed. */
public final class SyncStorage {
  private static final CollectionName CRYPTO = new CollectionName("crypto");

  /** A client once encrypted its keys under an initialisation vector of zeros. */
  private static final Pattern ZERO_IV = Pattern.compile("IV\":\\s*\"A{22}==");

  private final BsoStore store;
  private final SyncLimits limits;
  private final Quota quota;

  /** A value, and when what it was read from was last changed. */
  record Dated<T>(T value, SyncTimestamp lastModified) {}

  /** One collection of one user. */
  record UserCollection(long uid, CollectionName name) {}

  /**
   * What came of a list that was asked for.
   *
   * @param records how many items it has
   * @param next where the rest begins; null when there is none
   */
  record Listing(SyncTimestamp lastModified, long records, @Nullable BsoOffset next) {}

  /** Takes the store and what it may be filled with. */
  public SyncStorage(BsoStore store, SyncLimits limits) {
    this.store = store;
    this.limits = limits;
    this.quota = new Quota(limits.quotaBytes());
  }

  SyncLimits limits() {
    return limits;
  }

  SyncLimits limits(CollectionName collection) {
    return limits.in(collection.value());
  }

  Quota quota() {
    return quota;
  }

  /** Returns how many payload bytes a user has, be the uid retired or not. */
  public long usedBytes(long uid) {
    return store.read(uid, UserBsos::usedBytes);
  }

  /** Returns the quota that was set for the uid alone. */
  public OptionalLong quota(long uid) {
    return store.read(uid, UserBsos::quotaBytes);
  }

  /** Sets the quota of the uid alone, 0 for none at all; empty makes everybody's hold again. */
  public void limit(long uid, OptionalLong quotaBytes) {
    store.limit(uid, quotaBytes);
  }

  /** Returns what a user has in each collection. */
  public List<Holding> holdings(long uid) {
    return store.read(uid, data -> {
      var counts = data.counts();
      var times = data.timestamps();
      return data.usage().entrySet().stream()
          .map(used -> new Holding(
              used.getKey().value(),
              counts.getOrDefault(used.getKey(), 0L),
              used.getValue(),
              times.getOrDefault(used.getKey(), SyncTimestamp.ZERO).millis()))
          .toList();
    });
  }

  /** Reads something about the whole store. */
  <T> Dated<T> info(long uid, Precondition precondition, Function<UserBsos, T> what) {
    return read(uid, data -> {
      precondition.check(data.lastModified());
      return new Dated<>(what.apply(data), data.lastModified());
    });
  }

  /** Returns an item. */
  Bso find(UserCollection collection, String id, Precondition precondition) {
    return read(collection.uid(), data -> {
      var found = data.find(collection.name(), id);
      precondition.check(found.map(Bso::modified).orElse(SyncTimestamp.ZERO));
      return found.orElseThrow(() -> WeaveError.NOT_FOUND.exception("no such item"));
    });
  }

  /** Gives the items to the consumer, in order, unless the precondition fails. */
  Listing list(
      UserCollection collection,
      BsoQuery query,
      Precondition precondition,
      Consumer<Bso> consumer) {
    return read(collection.uid(), data -> {
      var lastModified = data.lastModified(collection.name());
      precondition.check(lastModified);
      var page = new Page(query, consumer);
      data.query(collection.name(), page.query(), page);
      return new Listing(lastModified, page.records(), page.next());
    });
  }

  /** Creates an item, or changes just the fields that the update names. */
  Written put(UserCollection collection, BsoUpdate update, Precondition precondition) {
    if (update.payloadBytes() > limits(collection.name()).maxRecordPayloadBytes()) {
      throw WeaveError.INVALID_BSO.exception("payload too large");
    }
    var updates = List.of(update);
    checkCrypto(collection.name(), updates);
    return write(collection.uid(), data -> {
      precondition.check(() -> data.lastModified(collection.name(), update.id()));
      return put(data, collection.name(), updates);
    });
  }

  /** Creates or changes items, all at one time; without any, the collection is still modified. */
  Written post(UserCollection collection, List<BsoUpdate> updates, Precondition precondition) {
    checkCrypto(collection.name(), updates);
    return write(collection.uid(), data -> {
      precondition.check(data.lastModified(collection.name()));
      return put(data, collection.name(), updates);
    });
  }

  private ChangeSet put(UserBsos data, CollectionName collection, List<BsoUpdate> updates) {
    var room = quota.after(data, collection, updates);
    return ChangeSet.at(data.nextTimestamp()).leaving(room).put(collection, updates);
  }

  /** Removes an item. */
  SyncTimestamp delete(UserCollection collection, String id, Precondition precondition) {
    return change(collection.uid(), data -> {
      var lastModified = data.lastModified(collection.name(), id);
      precondition.check(lastModified);
      if (lastModified.equals(SyncTimestamp.ZERO)) {
        throw WeaveError.NOT_FOUND.exception("no such item");
      }
      return ChangeSet.at(data.nextTimestamp()).delete(collection.name(), List.of(id));
    });
  }

  /** Removes the items that are there; the collection itself stays. */
  SyncTimestamp deleteItems(
      UserCollection collection, List<String> ids, Precondition precondition) {
    return deleteIn(collection, precondition, set -> set.delete(collection.name(), ids));
  }

  /** Removes a collection whole. */
  SyncTimestamp deleteCollection(UserCollection collection, Precondition precondition) {
    return deleteIn(collection, precondition, set -> set.wipe(collection.name()));
  }

  private SyncTimestamp deleteIn(
      UserCollection collection, Precondition precondition, Function<ChangeSet, ChangeSet> what) {
    return change(collection.uid(), data -> {
      var lastModified = data.lastModified(collection.name());
      precondition.check(lastModified);
      // What does not exist is not created by being deleted.
      return lastModified.equals(SyncTimestamp.ZERO)
          ? ChangeSet.unseen(data.lastModified())
          : what.apply(ChangeSet.at(data.nextTimestamp()));
    });
  }

  /** Removes everything of the user. */
  SyncTimestamp deleteEverything(long uid, Precondition precondition) {
    return change(uid, data -> {
      precondition.check(data.lastModified());
      return ChangeSet.at(data.nextTimestamp()).wipeAll();
    });
  }

  <T> T read(long uid, Function<UserBsos, T> work) {
    return store.read(uid, data -> {
      refuseRetired(data);
      return work.apply(data);
    });
  }

  private SyncTimestamp change(long uid, Function<UserBsos, ChangeSet> decide) {
    return write(uid, decide).timestamp();
  }

  Written write(long uid, Function<UserBsos, ChangeSet> decide) {
    return store.write(uid, data -> {
      refuseRetired(data);
      return decide.apply(data);
    });
  }

  private static void refuseRetired(UserBsos data) {
    if (data.isRetired()) {
      // The client then asks the token server for the uid that is in use now.
      throw WeaveError.UNAUTHORIZED.exception("the uid is retired");
    }
  }

  static void checkCrypto(CollectionName collection, List<BsoUpdate> updates) {
    if (collection.equals(CRYPTO)) {
      for (var update : updates) {
        if (update.payload() != null && ZERO_IV.matcher(update.payload()).find()) {
          throw WeaveError.INVALID_BSO.exception("keys encrypted under zeros");
        }
      }
    }
  }

  static long payloadBytes(List<BsoUpdate> updates) {
    return updates.stream().mapToLong(BsoUpdate::payloadBytes).sum();
  }

  /** Takes one item more than asked for, to know whether there are more. */
  private static final class Page implements Consumer<Bso> {
    private final BsoQuery query;
    private final Consumer<Bso> consumer;
    private long records;
    private @Nullable Bso last;
    private boolean hasMore;

    Page(BsoQuery query, Consumer<Bso> consumer) {
      this.query = query;
      this.consumer = consumer;
    }

    BsoQuery query() {
      return query.limit() == null ? query : query.withLimit(query.limit() + 1);
    }

    @Override
    public void accept(Bso bso) {
      if (query.limit() != null && records == query.limit()) {
        hasMore = true;
        return;
      }
      records++;
      last = bso;
      consumer.accept(bso);
    }

    long records() {
      return records;
    }

    @Nullable BsoOffset next() {
      if (!hasMore) {
        return null;
      }
      if (last != null) {
        return BsoOffset.behind(last, query.sort());
      }
      return query.offset() == null ? BsoOffset.start(query.sort()) : query.offset();
    }
  }
}
