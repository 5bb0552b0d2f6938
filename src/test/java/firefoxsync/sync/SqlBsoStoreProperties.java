// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import firefoxsync.TestClock;
import firefoxsync.crypto.Secrets;
import firefoxsync.database.Database;
import firefoxsync.database.DisturbedDatabase;
import firefoxsync.sync.BsoQuery.Sort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterProperty;

/** Whatever is done to it, the SQL store shows what its twin in memory shows. */
abstract class SqlBsoStoreProperties {
  private static final List<CollectionName> COLLECTIONS =
      List.of(new CollectionName("bookmarks"), new CollectionName("tabs"));
  private static final List<BatchId> BATCHES =
      List.of(new BatchId("0".repeat(32)), new BatchId("1".repeat(32)));

  private final TestClock clock = new TestClock();
  private final MemoryBsoStore memory = new MemoryBsoStore(clock);
  private final Path directory;
  private final Database database;
  private final SqlBsoStore sql;
  private long uid;

  /** Something that happens: a write, the passing of time, or housekeeping. */
  sealed interface Step {}

  record Put(CollectionName collection, Map<String, BsoUpdate> updates) implements Step {}

  record Delete(CollectionName collection, List<String> ids) implements Step {}

  record Wipe(CollectionName collection) implements Step {}

  record WipeAll() implements Step {}

  record Stage(BatchId batch, CollectionName collection, Map<String, BsoUpdate> updates)
      implements Step {}

  /** Commits; the process may end when that is decided and hardly begun. */
  record Commit(BatchId batch, Map<String, BsoUpdate> last, boolean isCutShort) implements Step {}

  record Wait(int seconds) implements Step {}

  record Limit(OptionalLong quotaBytes) implements Step {}

  record Purge(int limit) implements Step {}

  /** Takes what opens an empty database in a directory. */
  SqlBsoStoreProperties(Function<Path, Database> open) throws IOException {
    directory = Files.createTempDirectory("properties");
    database = open.apply(directory);
    sql = store(database);
  }

  /** Steps of commits are as small as they can be. */
  private SqlBsoStore store(Database database) {
    return new SqlBsoStore(database, clock, new Secrets(), Duration.ZERO);
  }

  @AfterProperty
  void close() throws IOException {
    database.close();
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Property(tries = 60)
  void bothStoresShowTheSame(@ForAll("steps") List<Step> steps) {
    // Earlier tries stay where they are: users do not see each other.
    uid++;
    for (var step : steps) {
      run(step);
      assertThat(sql.read(uid, SqlBsoStoreProperties::everything))
          .as("after %s", step)
          .isEqualTo(memory.read(uid, SqlBsoStoreProperties::everything));
    }
  }

  private void run(Step step) {
    if (step instanceof Wait wait) {
      clock.advance(Duration.ofSeconds(wait.seconds()));
    } else if (step instanceof Purge purge) {
      sql.purge(uid, purge.limit());
    } else if (step instanceof Limit limit) {
      sql.limit(uid, limit.quotaBytes());
      memory.limit(uid, limit.quotaBytes());
    } else if (step instanceof Commit commit && commit.isCutShort()) {
      try {
        store(DisturbedDatabase.endingAfter(1, database)).write(uid, data -> changes(step, data));
      } catch (DisturbedDatabase.End e) {
        // Whoever comes next sees all of it.
      }
      memory.write(uid, data -> changes(step, data));
    } else {
      assertThat(sql.write(uid, data -> changes(step, data)))
          .isEqualTo(memory.write(uid, data -> changes(step, data)));
    }
  }

  private static ChangeSet changes(Step step, UserBsos data) {
    var set = ChangeSet.at(data.nextTimestamp());
    var nothing = ChangeSet.unseen(data.lastModified());
    if (step instanceof Put put) {
      return set.put(put.collection(), List.copyOf(put.updates().values()));
    }
    if (step instanceof Delete delete) {
      return exists(data, delete.collection())
          ? set.delete(delete.collection(), delete.ids())
          : nothing;
    }
    if (step instanceof Wipe wipe) {
      return exists(data, wipe.collection()) ? set.wipe(wipe.collection()) : nothing;
    }
    if (step instanceof Stage stage) {
      var open = data.batch(stage.batch()).isPresent()
          ? nothing
          : nothing.open(stage.batch(), stage.collection(), data.now());
      var updates = List.copyOf(stage.updates().values());
      return open.stage(stage.batch(), updates, Growth.of(data, stage.batch(), updates));
    }
    if (step instanceof Commit commit) {
      return data.batch(commit.batch()).isPresent()
          ? set.commit(commit.batch())
              .put(
                  data.batch(commit.batch()).orElseThrow().collection(),
                  List.copyOf(commit.last().values()))
          : nothing;
    }
    return set.wipeAll();
  }

  private static boolean exists(UserBsos data, CollectionName collection) {
    return data.timestamps().containsKey(collection);
  }

  /** Everything that can be seen through the seam, but batches, which purging may take. */
  private static List<Object> everything(UserBsos data) {
    var seen = new ArrayList<>();
    seen.add(data.now());
    seen.add(data.lastModified());
    seen.add(data.timestamps());
    seen.add(data.counts());
    seen.add(data.usage());
    seen.add(data.usedBytes());
    seen.add(data.quotaBytes());
    for (var collection : COLLECTIONS) {
      for (var sort : Sort.values()) {
        data.query(collection, BsoQuery.all(sort), seen::add);
        data.query(
            collection,
            new BsoQuery(List.of("a", "c"), null, null, sort, 1L, null, false),
            seen::add);
        seen.addAll(pages(data, collection, sort));
      }
      seen.add(data.payloadBytes(collection, List.of("a", "b", "e")));
      for (var id : List.of("a", "b", "c", "d")) {
        seen.add(data.find(collection, id));
        seen.add(data.lastModified(collection, id));
      }
    }
    return seen;
  }

  /** Everything, two items at a time, and what is newer than the last of them. */
  private static List<Object> pages(UserBsos data, CollectionName collection, Sort sort) {
    var seen = new ArrayList<>();
    var page = new ArrayList<Bso>();
    var query = BsoQuery.all(sort).withLimit(2);
    data.query(collection, query, page::add);
    while (!page.isEmpty()) {
      seen.add(List.copyOf(page));
      var last = page.get(page.size() - 1);
      var newer = new BsoQuery(null, last.modified(), null, sort, 3L, null, true);
      data.query(collection, newer, seen::add);
      page.clear();
      data.query(collection, query.after(BsoOffset.behind(last, sort)), page::add);
    }
    return seen;
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    var collections = Arbitraries.of(COLLECTIONS);
    var batches = Arbitraries.of(BATCHES);
    Arbitrary<Step> put = Combinators.combine(collections, updates()).as(Put::new);
    Arbitrary<Step> delete =
        Combinators.combine(collections, ids().list().ofMinSize(1).ofMaxSize(3)).as(Delete::new);
    Arbitrary<Step> stage = Combinators.combine(batches, collections, updates()).as(Stage::new);
    Arbitrary<Step> commit =
        Combinators.combine(batches, updates(), Arbitraries.of(true, false)).as(Commit::new);
    Arbitrary<Step> wait = Arbitraries.of(0, 1, 5, 100).map(Wait::new);
    Arbitrary<Step> purge = Arbitraries.of(1, 2, 100).map(Purge::new);
    Arbitrary<Step> limit = Arbitraries.of(
            OptionalLong.empty(), OptionalLong.of(0), OptionalLong.of(9))
        .map(Limit::new);
    return Arbitraries.frequencyOf(
            Tuple.of(8, put),
            Tuple.of(2, delete),
            Tuple.of(1, collections.map(Wipe::new)),
            Tuple.of(1, Arbitraries.just(new WipeAll())),
            Tuple.of(4, stage),
            Tuple.of(2, commit),
            Tuple.of(3, wait),
            Tuple.of(1, limit),
            Tuple.of(2, purge))
        .list()
        .ofMaxSize(15);
  }

  private static Arbitrary<Map<String, BsoUpdate>> updates() {
    var payloads = Arbitraries.of("", "x", "\u20ac\u20ac").injectNull(0.4);
    var sortIndexes = Arbitraries.of(-1L, 0L, 7L).injectNull(0.5);
    var ttls = Arbitraries.of(0L, 3L, 50L).injectNull(0.5);
    var update = Combinators.combine(ids(), payloads, sortIndexes, ttls).as(BsoUpdate::new);
    return update.list().ofMaxSize(3).map(list -> list.stream()
        .collect(Collectors.toMap(BsoUpdate::id, Function.identity(), (one, other) -> other)));
  }

  private static Arbitrary<String> ids() {
    return Arbitraries.of("a", "b", "c", "d");
  }
}
