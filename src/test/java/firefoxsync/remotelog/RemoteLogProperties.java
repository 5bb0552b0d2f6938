// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import static org.assertj.core.api.Assertions.assertThat;

import firefoxsync.TestClock;
import firefoxsync.database.TestDatabases;
import firefoxsync.remotelog.FaultyProvider.Fault;
import firefoxsync.sync.BsoUpdate;
import firefoxsync.sync.ChangeSet;
import firefoxsync.sync.CollectionName;
import firefoxsync.sync.StoreRefusal;
import firefoxsync.sync.UserBsos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.jspecify.annotations.Nullable;

/**
 * Whatever is written and whatever goes wrong on the way: what the provider alone brings back is what
 * is here, and every write that was acknowledged is in it.
 */
final class RemoteLogProperties {
  private static final List<CollectionName> COLLECTIONS =
      List.of(new CollectionName("bookmarks"), new CollectionName("history"));
  private static final int STEPS = 25;
  private static final Fault[] FAULTS = Fault.values();

  /** How many rounds: {@code -Dfirefoxsync.rounds} asks for more. */
  private static final int ROUNDS = Integer.getInteger("firefoxsync.rounds", 5);

  /** What was acknowledged: an item's payload, null once it was deleted. */
  private final Map<String, @Nullable String> acknowledged = new HashMap<>();

  @Property(tries = 1, shrinking = ShrinkingMode.OFF)
  void coldRebuildIsTheLiveState(@ForAll long seed) throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      round(new Random(seed + round));
    }
  }

  private void round(Random random) throws Exception {
    acknowledged.clear();
    var directory = Files.createTempDirectory("remote-log");
    var clock = new TestClock();
    try (var provider = new FaultyProvider()) {
      TestDatabases.keep(directory);
      var site = new LogSite(TestDatabases.open(directory), clock);
      try {
        link(site, provider, random);
        for (int i = 0; i < STEPS; i++) {
          clock.advance(Duration.ofSeconds(random.nextInt(5)));
          disturb(provider, random);
          write(site, random, i);
          if (random.nextInt(12) == 0) {
            site.tidy();
          }
          if (random.nextInt(10) == 0) {
            site.close();
            site = new LogSite(TestDatabases.open(directory), clock);
          }
        }
        settle(site, provider, clock);
        check(site, provider);
      } finally {
        site.close();
      }
    } finally {
      delete(directory);
    }
  }

  /** Has the next request go wrong, or the provider be another from now on. */
  private static void disturb(FaultyProvider provider, Random random) {
    if (random.nextInt(3) == 0) {
      boolean isReadToo = random.nextBoolean();
      provider.next(
          request -> isReadToo || !request.startsWith("GET"),
          FAULTS[random.nextInt(FAULTS.length)]);
    }
    switch (random.nextInt(30)) {
      case 0 -> provider.latency(Duration.ofMillis(random.nextInt(20)));
      case 1 -> provider.bodyBytesMax(70_000 + random.nextInt(500_000));
      case 2 -> provider.repeatEtags(random.nextBoolean());
      case 3 -> provider.roomBytes(random.nextInt(2_000_000));
      case 4 -> provider.roomBytes(Long.MAX_VALUE);
      case 5 -> provider.save();
      case 6 -> provider.rollBack();
      default -> {
        // It stays as it is.
      }
    }
  }

  private static void link(LogSite site, FaultyProvider provider, Random random) {
    provider.creates(random.nextInt(4) > 0);
    var mode = random.nextBoolean() ? ProviderLink.Mode.THROUGH : ProviderLink.Mode.BEHIND;
    site.link(provider, mode, random.nextBoolean() ? null : "0b".repeat(32));
  }

  private void write(LogSite site, Random random, int step) {
    var collection = COLLECTIONS.get(random.nextInt(COLLECTIONS.size()));
    int kind = random.nextInt(20);
    try {
      if (kind == 0) {
        site.write(data -> set(data, new ChangeSet.WipeAll()));
        acknowledged.replaceAll((key, payload) -> null);
      } else if (kind == 1) {
        site.write(data -> set(data, new ChangeSet.Wipe(collection)));
        acknowledged.replaceAll(
            (key, payload) -> key.startsWith(collection + "/") ? null : payload);
      } else if (kind < 4) {
        var id = "i" + random.nextInt(6);
        site.write(data -> set(data, new ChangeSet.Delete(collection, List.of(id))));
        acknowledged.put(collection + "/" + id, null);
      } else {
        put(site, random, collection, step);
      }
    } catch (StoreRefusal e) {
      // Nobody knows: what it wanted may be there or not.
      forget(kind, collection);
    }
  }

  /** After a write of unknown outcome, nothing is claimed about what it may have touched. */
  private void forget(int kind, CollectionName collection) {
    acknowledged.keySet().removeIf(key -> kind == 0 || key.startsWith(collection + "/"));
  }

  private void put(LogSite site, Random random, CollectionName collection, int step) {
    int count = 1 + random.nextInt(4);
    var ids = random.ints(0, 6).distinct().limit(count).mapToObj(n -> "i" + n).toList();
    int size = random.nextInt(10) == 0 ? 50_000 : 10;
    var updates = new ArrayList<BsoUpdate>();
    for (var id : ids) {
      var payload = noise(random, size) + step;
      boolean expires = random.nextInt(4) == 0;
      updates.add(
          expires
              ? new BsoUpdate("t" + id, payload, null, (long) random.nextInt(10))
              : new BsoUpdate(id, payload, 1L, null));
    }
    site.write(data -> set(data, new ChangeSet.Put(collection, updates)));
    updates.stream()
        // Of what expires nothing is claimed: it was there for a while.
        .filter(update -> update.ttlSeconds() == null)
        .forEach(update -> acknowledged.put(collection + "/" + update.id(), update.payload()));
  }

  private static String noise(Random random, int size) {
    return IntStream.range(0, size)
        .mapToObj(i -> Character.toString('a' + random.nextInt(26)))
        .reduce(new StringBuilder(), StringBuilder::append, StringBuilder::append)
        .toString();
  }

  private static ChangeSet set(UserBsos data, ChangeSet.Change change) {
    return new ChangeSet(data.nextTimestamp(), List.of(change), null);
  }

  /** Has the provider do well again, and everything pending done. */
  private static void settle(LogSite site, FaultyProvider provider, TestClock clock) {
    provider.always(null);
    provider.roomBytes(Long.MAX_VALUE);
    provider.latency(Duration.ZERO);
    clock.advance(Duration.ofHours(2));
    for (int i = 0; i < 4; i++) {
      site.tidy();
    }
    site.check();
    site.tidy();
    var log = site.log();
    boolean isPending =
        site.database().read(tx -> new LogStore(tx).pending(log.uid()).isPresent());
    assertThat(isPending).isFalse();
    assertThat(log.state()).isEqualTo(StoreLog.State.OPEN);
  }

  private void check(LogSite site, FaultyProvider provider) throws IOException {
    var live = site.everything();
    var other = Files.createTempDirectory("remote-log-other");
    try {
      assertThat(site.rebuilt(provider, TestDatabases.open(other))).isEqualTo(live);
    } finally {
      delete(other);
    }
    var items = new HashMap<String, String>();
    site.sql().snapshot(LogSite.UID, snapshot -> {
      for (var collection : snapshot.head().collections()) {
        snapshot.items(
            collection.name(),
            item -> items.put(collection.name() + "/" + item.id(), String.valueOf(item.payload())));
      }
      return items;
    });
    acknowledged.forEach((key, payload) -> {
      if (payload == null) {
        assertThat(items).doesNotContainKey(key);
      } else {
        assertThat(items).containsEntry(key, payload);
      }
    });
  }

  private static void delete(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
