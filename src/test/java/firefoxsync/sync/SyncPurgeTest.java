// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import firefoxsync.TestClock;
import firefoxsync.crypto.Secrets;
import firefoxsync.database.Database;
import firefoxsync.database.TestDatabases;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SyncPurgeTest {
  private static final CollectionName TABS = new CollectionName("tabs");

  @Test
  void allUsersHaveTheirTurnAgainAndAgain(@TempDir Path directory) {
    var clock = new TestClock();
    try (var database = TestDatabases.open(directory)) {
      var store = new SqlBsoStore(database, clock, new Secrets());
      var purge = new SyncPurge(store);
      for (int round = 0; round < 2; round++) {
        LongStream.of(1, 7, 4_000_000_000L).forEach(uid -> putExpiring(store, uid));
        assertThat(purge.purge()).isFalse();
        clock.advance(Duration.ofSeconds(11));
        while (purge.purge()) {
          // The next step.
        }

        assertThat(rows(database)).isZero();
      }
    }
  }

  private static void putExpiring(BsoStore store, long uid) {
    var updates = IntStream.range(0, 250)
        .mapToObj(i -> new BsoUpdate("id" + i, "x", null, 10L))
        .toList();
    store.write(uid, data -> ChangeSet.at(data.nextTimestamp()).put(TABS, updates));
  }

  private static long rows(Database database) {
    return database.read(tx ->
        tx.first("SELECT COUNT(*) AS n FROM sync_bsos", row -> row.number("n")).orElseThrow());
  }
}
