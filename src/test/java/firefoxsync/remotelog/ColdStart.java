// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import static org.assertj.core.api.Assertions.assertThat;

import firefoxsync.TestClock;
import firefoxsync.crypto.MasterSecret;
import firefoxsync.crypto.Seal;
import firefoxsync.crypto.Secrets;
import firefoxsync.database.Database;
import firefoxsync.database.SqliteDatabase;
import firefoxsync.people.Person;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/** Looks after the logs in a database that a daemon uses, from beside it. */
public final class ColdStart {
  private final Path file;
  private final MasterSecret master;

  /** Takes the daemon's database, and its master secret. */
  public ColdStart(Path file, String master) {
    this.file = file;
    this.master = MasterSecret.of(List.of(master));
  }

  /** Has the stores kept at the provider, once the daemon runs again. */
  public void link(FaultyProvider provider, List<Long> uids) {
    try (var database = SqliteDatabase.open(file)) {
      for (long uid : uids) {
        link(database, provider, uid);
      }
    }
  }

  private void link(Database database, FaultyProvider provider, long uid) {
    var person = Person.local("%032x".formatted(uid));
    var link = new ProviderLink(
        person,
        new ProviderLink.Address(provider.root(), "fxsync", FaultyProvider.ORIGIN),
        new ProviderLink.Secret(FaultyProvider.TOKEN, null),
        ProviderLink.Mode.THROUGH,
        ProviderLink.State.ACTIVE,
        ProviderLink.Traits.GOOD,
        1,
        OptionalLong.empty());
    var secrets = new Secrets();
    var seal = new Seal(master, MasterSecret.Use.PROVIDER, secrets);
    database.write(tx -> {
      new LinkStore(tx, seal).save(link);
      new LogStore(tx)
          .save(StoreLog.fresh(person, uid, secrets.hex(16), LogSite.KEYS).by(secrets.hex(16)));
      return true;
    });
  }

  /** Returns how many commits there are whose fate is unknown. */
  public long pending() {
    try (var database = SqliteDatabase.open(file)) {
      long pending = database.read(tx -> tx.first(
              "SELECT COUNT(*) AS n FROM sync_outbox WHERE state = 0", row -> row.number("n"))
          .orElseThrow());
      return pending;
    }
  }

  /** Checks that the provider alone brings back what the database has, for every store. */
  public void check(FaultyProvider provider, Path empty) {
    // Late enough for all to have expired that ever does: some of it the daemon has purged already.
    var clock = new TestClock();
    clock.advance(Duration.between(clock.instant(), Instant.now()).plusDays(1));
    try (var site = new LogSite(SqliteDatabase.open(file), clock, LogSite.LIMITS, master)) {
      var logs = site.database().read(tx -> new LogStore(tx).some(0, 100));
      assertThat(logs).isNotEmpty();
      for (var log : logs) {
        var linked = site.logs().ground().linked(log.uid()).orElseThrow();
        var other = SqliteDatabase.open(empty.resolve(log.uid() + ".db"));
        try (var fresh = new LogSite(other, clock)) {
          fresh.logs().rebuild(linked);
          purge(site);
          purge(fresh);
          assertThat(fresh.everything(log.uid())).isEqualTo(site.everything(log.uid()));
        }
      }
    }
  }

  private static void purge(LogSite site) {
    var next = OptionalLong.of(0);
    while (next.isPresent()) {
      next = site.store().purge(next.getAsLong(), 1000);
    }
  }
}
