// SPDX-License-Identifier: MPL-2.0
package firefoxsync;

import firefoxsync.accounts.AccountSecrets;
import firefoxsync.accounts.AccountServices;
import firefoxsync.accounts.Accounts;
import firefoxsync.accounts.Ground;
import firefoxsync.accounts.Sessions;
import firefoxsync.config.Config;
import firefoxsync.config.MozillaAccountsSettings;
import firefoxsync.config.PublicUrl;
import firefoxsync.crypto.MasterSecret;
import firefoxsync.crypto.PasswordHash;
import firefoxsync.crypto.Secrets;
import firefoxsync.database.Database;
import firefoxsync.database.Databases;
import firefoxsync.database.InstanceSecret;
import firefoxsync.mozilla.AllowList;
import firefoxsync.mozilla.MozillaPeople;
import firefoxsync.oauth.OAuthGrants;
import firefoxsync.people.Holdings;
import firefoxsync.sync.SqlBsoStore;
import firefoxsync.sync.SyncStorage;
import firefoxsync.token.SyncBelongings;
import firefoxsync.token.SyncQuotas;
import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;

/**
 * The rules of every feature on one open database, without any HTTP: all that commands need, and the
 * ground of the {@link Daemon}.
 */
public final class Services implements AutoCloseable {
  private static final int INSTANCE_SECRET_BYTES = 32;

  private final PublicUrl publicUrl;
  private final Database database;
  private final Ground ground;
  private final InstanceSecret instanceSecret;
  private final SqlBsoStore bsos;
  private final SyncStorage storage;
  private final SyncBelongings stores;
  private final SyncQuotas quotas;
  private final OAuthGrants grants;
  private final AccountServices people;
  private final MozillaPeople mozillaPeople;

  private Services(Config config, Clock clock, Database database) {
    this.publicUrl = config.publicUrl();
    this.database = database;
    var secrets = new Secrets();
    ground = new Ground(database, secrets, clock);
    instanceSecret = InstanceSecret.loadOrKeep(database, secrets.bytes(INSTANCE_SECRET_BYTES));
    bsos = new SqlBsoStore(database, clock, secrets);
    storage = new SyncStorage(bsos, config.sync().limits());
    stores = new SyncBelongings(database, clock, storage::usedBytes, bsos::erase);
    quotas = new SyncQuotas(database, storesOf(storage));
    grants = new OAuthGrants(database, clock);
    var hash = new PasswordHash(PasswordHash.Cost.DEFAULT);
    var master = MasterSecret.of(config.masterSecrets().newestFirst());
    people = new AccountServices(
        ground,
        new AccountSecrets(hash, master, instanceSecret.bytes()),
        config.accounts(),
        List.of(grants, quotas, stores));
    mozillaPeople = mozillaPeople(config.mozilla(), ground, stores, quotas);
  }

  /** Storage knows nothing of people, so it cannot name their interface itself. */
  private static SyncQuotas.Stores storesOf(SyncStorage storage) {
    return new SyncQuotas.Stores() {
      @Override
      public OptionalLong quota(long uid) {
        return storage.quota(uid);
      }

      @Override
      public void limit(long uid, OptionalLong quotaBytes) {
        storage.limit(uid, quotaBytes);
      }
    };
  }

  private static MozillaPeople mozillaPeople(
      MozillaAccountsSettings settings, Ground ground, SyncBelongings stores, SyncQuotas quotas) {
    var list =
        new AllowList(ground.database(), ground.clock(), settings.issuer(), settings.allow());
    return new MozillaPeople(list, stores, quotas, settings.issuer());
  }

  /** Opens the database, brings its tables up to date, and builds the services on it. */
  public static Services open(Config config, Clock clock) {
    var database = Databases.open(config.database(), clock);
    try {
      return new Services(config, clock, database);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /** Returns the people of this server. */
  public Accounts accounts() {
    return people.accounts();
  }

  /** Returns how the world reaches the daemon. */
  public PublicUrl publicUrl() {
    return publicUrl;
  }

  /** Returns the time in milliseconds. */
  public long now() {
    return ground.now();
  }

  /** Returns what the server has of people's data. */
  public Holdings holdings() {
    return person -> {
      var uid = stores.currentUid(person);
      return uid.isPresent() ? storage.holdings(uid.getAsLong()) : List.of();
    };
  }

  /** Returns everything about accounts. */
  public AccountServices people() {
    return people;
  }

  /** Returns how much single people may keep. */
  public SyncQuotas quotas() {
    return quotas;
  }

  /** Returns the people whose accounts are at Mozilla. */
  public MozillaPeople mozillaPeople() {
    return mozillaPeople;
  }

  Database database() {
    return database;
  }

  Ground ground() {
    return ground;
  }

  InstanceSecret instanceSecret() {
    return instanceSecret;
  }

  SqlBsoStore bsos() {
    return bsos;
  }

  SyncStorage storage() {
    return storage;
  }

  SyncBelongings stores() {
    return stores;
  }

  OAuthGrants grants() {
    return grants;
  }

  Sessions sessions() {
    return people.sessions();
  }

  @Override
  public void close() {
    database.close();
  }
}
