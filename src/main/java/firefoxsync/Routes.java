// SPDX-License-Identifier: MPL-2.0
package firefoxsync;

import firefoxsync.accounts.AccountRoutes;
import firefoxsync.accounts.SessionAuth;
import firefoxsync.accounts.devices.DeviceRoutes;
import firefoxsync.accounts.profile.ProfileRoutes;
import firefoxsync.accounts.profile.ProfileTokens;
import firefoxsync.accounts.profile.StoredData;
import firefoxsync.config.Config;
import firefoxsync.crypto.MasterSecret;
import firefoxsync.http.RouteTable;
import firefoxsync.http.Spool;
import firefoxsync.http.outgoing.OutgoingHttp;
import firefoxsync.oauth.OAuthRoutes;
import firefoxsync.oauth.OAuthServer;
import firefoxsync.oauth.OwnAccessTokenVerifier;
import firefoxsync.oauth.PhoneTokens;
import firefoxsync.ops.HealthHandlers;
import firefoxsync.ops.HealthRoutes;
import firefoxsync.ops.HousekeepingStore;
import firefoxsync.remotelog.LogKeys;
import firefoxsync.remotelog.linking.StorageLinkRoutes;
import firefoxsync.sync.SyncAuth;
import firefoxsync.sync.SyncRoutes;
import firefoxsync.token.AccessTokenVerifier;
import firefoxsync.token.Pseudonyms;
import firefoxsync.token.SyncUsers;
import firefoxsync.token.TokenIssuer;
import firefoxsync.token.TokenRoutes;
import firefoxsync.token.TokenSettings;
import firefoxsync.token.TokenSigner;
import firefoxsync.web.NoteRoutes;
import firefoxsync.web.Pages;
import firefoxsync.web.SettingsSection;
import firefoxsync.web.WebRoutes;
import java.util.ArrayList;
import java.util.List;

/** Every feature's routes, built from its services: what the daemon answers, on one screen. */
final class Routes {
  private final Config config;
  private final Services services;
  private final OutgoingHttp outgoing;
  private final String version;

  Routes(Config config, Services services, OutgoingHttp outgoing, String version) {
    this.config = config;
    this.services = services;
    this.outgoing = outgoing;
    this.version = version;
  }

  String version() {
    return version;
  }

  List<RouteTable> tables(Spool spool) {
    var oauth = new OAuthServer(services.ground(), services.accounts(), services.sessions());
    var own = new OwnAccessTokenVerifier(oauth);
    var verifier = verifier(own);
    var remoteStorage = new RemoteStorageParts(config, services);
    var tables = new ArrayList<RouteTable>();
    if (config.accounts().enabled()) {
      // First of those at the root, so that unknown paths are answered by a page.
      var pages = new Pages(config.publicUrl());
      tables.add(web(pages, remoteStorage.sections()).named("pages"));
      tables.addAll(named("accounts", accounts()));
      tables.add(devices(oauth).named("devices"));
      tables.addAll(named("profile", profile(own)));
      tables.add(StorageLinkRoutes.table(services.storageLinks(), session()).named("remotelog"));
      tables.addAll(
          named("oauth", OAuthRoutes.tables(oauth, services.sessions(), config.publicUrl())));
      tables.addAll(named("remotestorage", remoteStorage.pages(pages, spool)));
    }
    if (!config.accounts().enabled()) {
      tables.add(
          NoteRoutes.table(config.publicUrl(), config.mozilla().enabled()).named("pages"));
    }
    tables.addAll(named("token", token(verifier)));
    tables.add(sync(spool).named("sync"));
    tables.addAll(named("remotestorage", remoteStorage.tables(verifier, spool)));
    tables.add(health().named("health"));
    return List.copyOf(tables);
  }

  private static List<RouteTable> named(String feature, List<RouteTable> tables) {
    return tables.stream().map(table -> table.named(feature)).toList();
  }

  private RouteTable web(Pages pages, List<SettingsSection> ofApps) {
    // What other features let people set.
    var sections = new ArrayList<>(
        List.of(new SettingsSection("storage-elsewhere", SettingsSection.Group.DATA)));
    sections.addAll(ofApps);
    return new WebRoutes(pages, config.accounts().signUp(), config.mail() != null, sections)
        .table();
  }

  private RouteTable health() {
    var askDatabase = (Runnable) () -> services.database().read(HousekeepingStore::all);
    return HealthRoutes.table(
        new HealthHandlers(version, config.sync().limits().quotaBytes(), askDatabase));
  }

  private RouteTable sync(Spool spool) {
    var auth = new SyncAuth(master(), config.publicUrl());
    return SyncRoutes.table(services.storage(), auth, spool, services.ground().secrets());
  }

  /** Returns who knows the access tokens of everybody who may come. */
  private AccessTokenVerifier verifier(AccessTokenVerifier own) {
    var verifiers = new ArrayList<AccessTokenVerifier>();
    if (config.accounts().enabled()) {
      verifiers.add(own);
    }
    if (config.mozilla().enabled()) {
      verifiers.add(new MozillaParts(config, services).verifier(outgoing));
    }
    return AccessTokenVerifier.anyOf(verifiers);
  }

  private List<RouteTable> token(AccessTokenVerifier verifier) {
    var ground = services.ground();
    var users = new SyncUsers(ground.database(), ground.clock(), ground.secrets(), true);
    var settings = new TokenSettings(
        config.publicUrl().base(),
        master(),
        new Pseudonyms(services.instanceSecret().bytes()),
        config.sync().tokenDuration());
    var signer = new TokenSigner(settings, ground.clock(), ground.secrets());
    var tables = new ArrayList<RouteTable>();
    if (config.mozilla().enabled()) {
      new MozillaParts(config, services).events(users).ifPresent(tables::add);
    }
    var door =
        new TokenIssuer.Door(verifier, services.mozillaPeople().list(), (person, store) -> services
            .logs()
            .opened(person, store.uid(), new LogKeys(store.keyId(), store.generation())));
    tables.add(TokenRoutes.table(new TokenIssuer(door, users, signer, services.quotas())));
    return tables;
  }

  private List<RouteTable> accounts() {
    var secrets = services.ground().secrets();
    return new AccountRoutes(config.publicUrl(), services.people(), secrets).tables();
  }

  private RouteTable devices(OAuthServer oauth) {
    return new DeviceRoutes(
            services.ground(),
            services.sessions(),
            new PhoneTokens(oauth),
            services.people().notices())
        .table(session());
  }

  private SessionAuth session() {
    return SessionAuth.required(services.sessions(), config.publicUrl());
  }

  private List<RouteTable> profile(AccessTokenVerifier verifier) {
    ProfileTokens tokens = token -> verifier
        .verify(token)
        .map(found -> new ProfileTokens.Holder(found.person().accountId(), found.scopes()));
    long quotaOfAll = config.sync().limits().quotaBytes();
    var stored = new StoredData(
        services.holdings(), person -> services.quotas().of(person).orElse(quotaOfAll));
    var routes = new ProfileRoutes(services.people(), config.publicUrl());
    return List.of(routes.table(tokens), routes.ownTable(stored));
  }

  private MasterSecret master() {
    return MasterSecret.of(config.masterSecrets().newestFirst());
  }
}
