// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import firefoxsync.TestClock;
import firefoxsync.accounts.AccountTables;
import firefoxsync.crypto.MasterSecret;
import firefoxsync.crypto.Secrets;
import firefoxsync.database.Database;
import firefoxsync.http.outgoing.OutgoingHttp;
import firefoxsync.http.outgoing.Reach;
import firefoxsync.people.CarriedTable;
import firefoxsync.people.Person;
import firefoxsync.people.UserNames;
import firefoxsync.sync.BsoStore;
import firefoxsync.sync.BsoUpdate;
import firefoxsync.sync.ChangeSet;
import firefoxsync.sync.CollectionName;
import firefoxsync.sync.SqlBsoStore;
import firefoxsync.sync.StoreRefusal;
import firefoxsync.sync.StoredBso;
import firefoxsync.sync.UserBsos;
import firefoxsync.sync.Written;
import firefoxsync.token.SyncUserTables;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A server whose one person has linked her storage at a provider. */
public final class LogSite implements AutoCloseable {
  public static final long UID = 42;
  static final Person ANN = Person.local("a".repeat(32));
  static final LogKeys KEYS = new LogKeys("0000000000001-AAAAAAAAAAAAAAAAAAAAAA", 1);
  static final CollectionName BOOKMARKS = new CollectionName("bookmarks");
  static final CollectionName HISTORY = new CollectionName("history");
  static final MasterSecret MASTER = MasterSecret.of(List.of("a secret for tests"));

  static final List<CarriedTable> TABLES = Stream.of(
          AccountTables.CARRIED, SyncUserTables.CARRIED, UserNames.CARRIED)
      .flatMap(List::stream)
      .toList();

  /** Short enough for tests to see them end. */
  static final RemoteLogLimits LIMITS = new RemoteLogLimits(
      Duration.ofSeconds(3),
      Duration.ofMillis(700),
      Duration.ofMillis(10),
      8,
      6,
      64 * 1024,
      Duration.ofMinutes(5),
      Duration.ofHours(1),
      16);

  private final TestClock clock;
  private final Database database;
  private final SqlBsoStore sql;
  private final OutgoingHttp http;
  private final RemoteLogs logs;

  LogSite(Database database, TestClock clock, RemoteLogLimits limits, MasterSecret master) {
    this.database = database;
    this.clock = clock;
    sql = new SqlBsoStore(database, clock, new Secrets());
    http = new OutgoingHttp(
        new Reach(List.of("127.0.0.1"), List.of(), null), "test", new OutgoingHttp.Capacity(64, 8));
    logs = new RemoteLogs(
        new RemoteLogs.Local(database, sql, (Clock) clock, new Secrets()),
        new RemoteLogs.Baggage(
            master, TABLES, person -> Optional.of(new RemoteLinks.CurrentStore(UID, KEYS))),
        http,
        limits);
  }

  /** Starts it on the database. */
  public LogSite(Database database, TestClock clock) {
    this(database, clock, LIMITS, MASTER);
  }

  /** Links her storage, and has what is there go up. */
  public void link(FaultyProvider provider) {
    link(provider, ProviderLink.Mode.THROUGH, null);
  }

  /** Links a storage that some other server keeps. */
  public void link(URI root, String token) {
    logs.links().link(linkTo(root, token));
    tidy();
  }

  /** Links a storage whose token ends after a while, and is renewed at the endpoint. */
  public void link(URI root, String token, URI endpoint, String refreshToken, Duration life) {
    var link = linkTo(root, token);
    var renewal =
        new ProviderLink.Renewal(endpoint, refreshToken, clock.millis() + life.toMillis());
    logs.links()
        .link(new ProviderLink(
            link.person(),
            link.address(),
            new ProviderLink.Secret(token, null, renewal),
            link.mode(),
            link.state(),
            link.traits(),
            link.linkedAt(),
            link.checkedAt()));
    tidy();
  }

  /** Brings everything to another storage that some other server keeps. */
  public void move(URI root, String token) {
    logs.links().move(linkTo(root, token));
    tidy();
  }

  private ProviderLink linkTo(URI root, String token) {
    return new ProviderLink(
        ANN,
        new ProviderLink.Address(root, "fxsync", FaultyProvider.ORIGIN),
        new ProviderLink.Secret(token, null),
        ProviderLink.Mode.THROUGH,
        ProviderLink.State.ACTIVE,
        ProviderLink.Traits.GOOD,
        clock.millis(),
        OptionalLong.empty());
  }

  /** Tries a storage, and tells whether of many who create one document one alone succeeds. */
  public boolean isAtomic(URI root, String token) {
    var link = linkTo(root, token);
    return new Trial(logs.links().provider(link.address(), link.secret()), new Secrets())
        .run()
        .isAtomic();
  }

  /** Returns the root of the storage that is linked. */
  public URI root() {
    return link().address().root();
  }

  /** Tells whether the storage that is linked takes the token no more. */
  public boolean isRefused() {
    return link().state() == ProviderLink.State.REFUSED;
  }

  void link(FaultyProvider provider, ProviderLink.Mode mode, @Nullable String keyHex) {
    logs.links().link(linkTo(provider, mode, keyHex));
    tidy();
  }

  ProviderLink linkTo(FaultyProvider provider, ProviderLink.Mode mode, @Nullable String keyHex) {
    return new ProviderLink(
        ANN,
        new ProviderLink.Address(provider.root(), "fxsync", FaultyProvider.ORIGIN),
        new ProviderLink.Secret(FaultyProvider.TOKEN, keyHex),
        mode,
        ProviderLink.State.ACTIVE,
        ProviderLink.Traits.GOOD,
        clock.millis(),
        OptionalLong.empty());
  }

  /** Has everything done that housekeeping would do, and waits for it. */
  public void tidy() {
    logs.upkeep();
    awaitCheckpoint();
  }

  private void awaitCheckpoint() {
    // It follows what made it due, and is itself followed by a look at old parts, or by another one
    // in shorter documents.
    do {
      awaitQuiet();
      awaitQuiet();
      Awaitility.await().pollInterval(Duration.ofMillis(5)).until(() -> !logs.care()
          .isPublishing(UID));
      awaitQuiet();
    } while (logs.care().isPublishing(UID));
  }

  /** Has looked whether the provider still has everything. */
  public void check() {
    logs.care().checkSoon(logs.ground().linked(UID).orElseThrow());
    awaitCheckpoint();
  }

  private void awaitQuiet() {
    var linked = logs.ground().linked(UID);
    if (linked.isEmpty()) {
      return;
    }
    var done = new CountDownLatch(1);
    logs.run(linked.get(), done::countDown);
    try {
      if (!done.await(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the log is stuck");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public BsoStore store() {
    return logs.store();
  }

  RemoteLogs logs() {
    return logs;
  }

  TestClock clock() {
    return clock;
  }

  Database database() {
    return database;
  }

  SqlBsoStore sql() {
    return sql;
  }

  StoreLog log() {
    return logs.ground().linked(UID).orElseThrow().log();
  }

  ProviderLink link() {
    return logs.ground().linked(UID).orElseThrow().link();
  }

  /** Writes an item of a collection. */
  public void put(String collection, String id, String payload) {
    var unused = put(new CollectionName(collection), id, payload);
  }

  /** As the other, where it may be refused. */
  public void tryToPut(String collection, String id, String payload) {
    try {
      put(collection, id, payload);
    } catch (StoreRefusal e) {
      // That is what is looked at.
    }
  }

  /** Writes an item. */
  Written put(CollectionName collection, String id, String payload) {
    return write(data -> new ChangeSet(
        data.nextTimestamp(),
        List.of(new ChangeSet.Put(collection, List.of(new BsoUpdate(id, payload, null, null)))),
        null));
  }

  Written write(Function<UserBsos, ChangeSet> decide) {
    return store().write(UID, decide);
  }

  /** Begins the writes while something else has the log's turn, so that one group is made of them. */
  List<CompletableFuture<Written>> together(List<Supplier<Written>> writes) {
    var turn = new CountDownLatch(1);
    logs.run(logs.ground().linked(UID).orElseThrow(), () -> {
      try {
        turn.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    });
    var threads = new ArrayList<Thread>();
    var written = new ArrayList<CompletableFuture<Written>>();
    for (var write : writes) {
      written.add(CompletableFuture.supplyAsync(write, work -> {
        var thread = new Thread(work);
        threads.add(thread);
        thread.start();
      }));
    }
    Awaitility.await().until(() -> threads.stream()
        .allMatch(thread -> thread.getState() == Thread.State.TIMED_WAITING));
    turn.countDown();
    return written;
  }

  /** Returns everything that is kept of the uid, as texts. */
  public Map<String, Object> everything() {
    return everything(UID);
  }

  /** Returns the ids of a collection's items. */
  List<String> ids(CollectionName collection) {
    return sql.snapshot(UID, snapshot -> {
      var ids = new ArrayList<String>();
      snapshot.items(collection, item -> ids.add(item.id()));
      return ids;
    });
  }

  Map<String, Object> everything(long uid) {
    return sql.snapshot(uid, snapshot -> {
      var all = new TreeMap<String, Object>();
      var head = snapshot.head();
      all.put(" last", head.last());
      all.put(" modified", head.modified());
      for (var collection : head.collections()) {
        var items = new ArrayList<StoredBso>();
        snapshot.items(collection.name(), items::add);
        all.put(collection.name().value(), List.of(collection.modified(), items));
      }
      return all;
    });
  }

  /** Returns what somebody who has nothing but the provider brings back, in a database of hers. */
  Map<String, Object> rebuilt(FaultyProvider provider, Database empty) {
    if (!link().address().root().equals(provider.root())) {
      throw new IllegalStateException("linked elsewhere");
    }
    return rebuilt(empty);
  }

  /** As the other, wherever the data live. */
  public Map<String, Object> rebuilt(Database empty) {
    try (var other = new LogSite(empty, clock)) {
      other.logs.rebuild(new LogGround.Linked(log(), link()));
      return other.everything();
    }
  }

  @Override
  public void close() {
    logs.close();
    database.close();
  }
}
