// SPDX-License-Identifier: MPL-2.0
package firefoxsync;

import firefoxsync.accounts.AccountSecrets;
import firefoxsync.accounts.AccountServices;
import firefoxsync.accounts.AccountTables;
import firefoxsync.accounts.Accounts;
import firefoxsync.accounts.Ground;
import firefoxsync.accounts.Neighbours;
import firefoxsync.accounts.Sessions;
import firefoxsync.config.Config;
import firefoxsync.config.DatabaseSettings;
import firefoxsync.config.MozillaAccountsSettings;
import firefoxsync.config.PublicUrl;
import firefoxsync.crypto.MasterSecret;
import firefoxsync.crypto.PasswordHash;
import firefoxsync.crypto.Secrets;
import firefoxsync.database.Databases;
import firefoxsync.database.InstanceSecret;
import firefoxsync.database.MeasuredDatabase;
import firefoxsync.http.outgoing.OutgoingHttp;
import firefoxsync.mozilla.AllowList;
import firefoxsync.mozilla.MozillaPeople;
import firefoxsync.oauth.OAuthGrants;
import firefoxsync.people.Belongings;
import firefoxsync.people.CarriedTable;
import firefoxsync.people.Holdings;
import firefoxsync.people.Passes;
import firefoxsync.people.Person;
import firefoxsync.people.UserNames;
import firefoxsync.remotelog.LogKeys;
import firefoxsync.remotelog.RemoteLinks;
import firefoxsync.remotelog.RemoteLogs;
import firefoxsync.remotelog.linking.Discovery;
import firefoxsync.remotelog.linking.StorageLinks;
import firefoxsync.remotestorage.Documents;
import firefoxsync.remotestorage.access.AppGrants;
import firefoxsync.sync.SqlBsoStore;
import firefoxsync.sync.SyncStorage;
import firefoxsync.token.SyncBelongings;
import firefoxsync.token.SyncQuotas;
import firefoxsync.token.SyncUserTables;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The rules of every feature on one open database, without any HTTP: all that commands need, and the
 * ground of the {@link Daemon}.
 */
public final class Services implements AutoCloseable {
  private static final int INSTANCE_SECRET_BYTES = 32;

  private final PublicUrl publicUrl;
  private final Couriers couriers;
  private final MeasuredDatabase database;
  private final Ground ground;
  private final InstanceSecret instanceSecret;
  private final SqlBsoStore bsos;
  private final RemoteLogs logs;
  private final StorageLinks storageLinks;
  private final SyncStorage storage;
  private final SyncBelongings stores;
  private final SyncQuotas quotas;
  private final UserNames userNames;
  private final AppGrants appGrants;
  private final Documents documents;
  private final OAuthGrants grants;
  private final AccountServices people;
  private final MozillaPeople mozillaPeople;

  private Services(Config config, Clock clock, MeasuredDatabase database, Couriers couriers) {
    this.publicUrl = config.publicUrl();
    this.couriers = couriers;
    this.database = database;
    var secrets = new Secrets();
    ground = new Ground(database, secrets, clock);
    instanceSecret = InstanceSecret.loadOrKeep(database, secrets.bytes(INSTANCE_SECRET_BYTES));
    bsos = new SqlBsoStore(database, clock, secrets);
    var master = MasterSecret.of(config.masterSecrets().newestFirst());
    var providers = new OutgoingHttp(MozillaParts.reach(config), "logs", RemoteLogs.CAPACITY);
    logs = new RemoteLogs(
        new RemoteLogs.Local(database, bsos, clock, secrets),
        new RemoteLogs.Baggage(master, carried(), this::currentStore),
        providers);
    storageLinks = new StorageLinks(
        logs.links(),
        new Discovery(providers, config.outgoing().allowHosts(), clock),
        secrets,
        publicUrl.base());
    storage = new SyncStorage(logs.store(), config.sync().limits());
    stores = new SyncBelongings(database, clock, storage::usedBytes, bsos::erase);
    quotas = new SyncQuotas(database, storesOf(storage));
    userNames = new UserNames(database);
    appGrants = new AppGrants(database, secrets, clock);
    long quotaOfAll = config.sync().limits().quotaBytes();
    documents = new Documents(database, clock, secrets, person -> room(person, quotaOfAll));
    grants = new OAuthGrants(database, clock);
    var hash = new PasswordHash(PasswordHash.Cost.DEFAULT);
    people = new AccountServices(
        ground,
        new AccountSecrets(hash, master, instanceSecret.bytes()),
        config.accounts(),
        new Neighbours(
            List.of(appGrants, userNames, grants, quotas, logs, stores, documents),
            publicUrl,
            couriers.push(),
            couriers.mail()));
    mozillaPeople = mozillaPeople(
        config.mozilla(), ground, stores, List.of(appGrants, userNames, quotas, logs, documents));
  }

  /** Documents may have what Sync leaves of the quota: what Sync keeps is never refused for them. */
  private OptionalLong room(Person person, long quotaOfAll) {
    long quota = quotas.of(person).orElse(quotaOfAll);
    return quota == 0
        ? OptionalLong.empty()
        : OptionalLong.of(Math.max(0, quota - stores.usedBytes(person)));
  }

  private static List<CarriedTable> carried() {
    return Stream.of(AccountTables.CARRIED, SyncUserTables.CARRIED, UserNames.CARRIED)
        .flatMap(List::stream)
        .toList();
  }

  private Optional<RemoteLinks.CurrentStore> currentStore(Person person) {
    return stores
        .currentStore(person)
        .map(found -> new RemoteLinks.CurrentStore(
            found.uid(), new LogKeys(found.keyId(), found.generation())));
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
      MozillaAccountsSettings settings,
      Ground ground,
      SyncBelongings stores,
      List<Belongings> others) {
    var list =
        new AllowList(ground.database(), ground.clock(), settings.issuer(), settings.allow());
    return new MozillaPeople(list, stores, others, settings.issuer());
  }

  /** As {@link #open(Config, Clock, OutgoingHttp)}, for commands: nobody elsewhere is told. */
  public static Services open(Config config, Clock clock) {
    return open(config, config.database(), clock);
  }

  /** As {@link #open(Config, Clock)}, on another database than the one in use. */
  public static Services open(Config config, DatabaseSettings database, Clock clock) {
    return open(
        config,
        clock,
        new MeasuredDatabase(Databases.open(database, clock)),
        any -> Couriers.none());
  }

  /** Opens the database, brings its tables up to date, and builds the services on it. */
  static Services open(Config config, Clock clock, OutgoingHttp outgoing) {
    return open(
        config,
        clock,
        new MeasuredDatabase(Databases.open(config.database(), clock)),
        database -> Couriers.of(config, clock, database, outgoing));
  }

  private static Services open(
      Config config,
      Clock clock,
      MeasuredDatabase database,
      Function<MeasuredDatabase, Couriers> couriersOn) {
    try {
      return new Services(config, clock, database, couriersOn.apply(database));
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /** Returns everything that lets people in. */
  List<Passes> passes() {
    return List.of(people, grants, appGrants, mozillaPeople.list());
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

  /** Returns what people are called in addresses. */
  public UserNames userNames() {
    return userNames;
  }

  /** Returns what people let apps and scripts do with their documents. */
  public AppGrants appGrants() {
    return appGrants;
  }

  /** Returns the documents of people. */
  public Documents documents() {
    return documents;
  }

  /** Returns where people have their Sync data kept elsewhere. */
  public StorageLinks storageLinks() {
    return storageLinks;
  }

  /** Returns how much single people may keep. */
  public SyncQuotas quotas() {
    return quotas;
  }

  /** Returns the people whose accounts are at Mozilla. */
  public MozillaPeople mozillaPeople() {
    return mozillaPeople;
  }

  MeasuredDatabase database() {
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

  /** Returns Sync data that live in people's own storages. */
  public RemoteLogs logs() {
    return logs;
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
    couriers.close();
    logs.close();
    database.close();
  }
}
