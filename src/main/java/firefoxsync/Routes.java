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

  List<RouteTable> tables(Spool spool) {
    var oauth = new OAuthServer(services.ground(), services.accounts(), services.sessions());
    var verifier = new OwnAccessTokenVerifier(oauth);
    var tables = new ArrayList<RouteTable>();
    if (config.accounts().enabled()) {
      // First of those at the root, so that unknown paths are answered by a page.
      tables.add(new WebRoutes(config.publicUrl(), config.accounts().signUp()).table());
      tables.addAll(accounts());
      tables.add(devices(oauth));
      tables.addAll(profile(verifier));
      tables.addAll(OAuthRoutes.tables(oauth, services.sessions(), config.publicUrl()));
    }
    if (!config.accounts().enabled()) {
      tables.add(NoteRoutes.table(config.publicUrl(), config.mozilla().enabled()));
    }
    tables.addAll(token(verifier));
    tables.add(sync(spool));
    tables.add(health());
    return List.copyOf(tables);
  }

  private RouteTable health() {
    var askDatabase = (Runnable) () -> services.database().read(transaction -> true);
    return HealthRoutes.table(
        new HealthHandlers(version, config.sync().limits().quotaBytes(), askDatabase));
  }

  private RouteTable sync(Spool spool) {
    var auth = new SyncAuth(master(), config.publicUrl());
    return SyncRoutes.table(services.storage(), auth, spool, services.ground().secrets());
  }

  private List<RouteTable> token(AccessTokenVerifier own) {
    var ground = services.ground();
    var users = new SyncUsers(ground.database(), ground.clock(), ground.secrets(), true);
    var settings = new TokenSettings(
        config.publicUrl().base(),
        master(),
        new Pseudonyms(services.instanceSecret().bytes()),
        config.sync().tokenDuration());
    var signer = new TokenSigner(settings, ground.clock(), ground.secrets());
    var verifiers = new ArrayList<AccessTokenVerifier>();
    var tables = new ArrayList<RouteTable>();
    if (config.accounts().enabled()) {
      verifiers.add(own);
    }
    if (config.mozilla().enabled()) {
      var mozilla = new MozillaParts(config, services);
      verifiers.add(mozilla.verifier(outgoing));
      mozilla.events(users).ifPresent(tables::add);
    }
    var door = new TokenIssuer.Door(
        AccessTokenVerifier.anyOf(verifiers), services.mozillaPeople().list());
    tables.add(TokenRoutes.table(new TokenIssuer(door, users, signer, services.quotas())));
    return tables;
  }

  private List<RouteTable> accounts() {
    var secrets = services.ground().secrets();
    return new AccountRoutes(config.publicUrl(), services.people(), secrets).tables();
  }

  private RouteTable devices(OAuthServer oauth) {
    var session = SessionAuth.required(services.sessions(), config.publicUrl());
    return new DeviceRoutes(services.ground(), services.sessions(), new PhoneTokens(oauth))
        .table(session);
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
