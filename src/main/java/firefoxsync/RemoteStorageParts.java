// SPDX-License-Identifier: MPL-2.0
package firefoxsync;

import firefoxsync.accounts.Accounts;
import firefoxsync.accounts.SessionAuth;
import firefoxsync.config.Config;
import firefoxsync.config.PublicUrl;
import firefoxsync.crypto.MasterSecret;
import firefoxsync.database.Transaction;
import firefoxsync.http.OwnHost;
import firefoxsync.http.RouteTable;
import firefoxsync.http.Spool;
import firefoxsync.ops.HealthRoutes;
import firefoxsync.people.Person;
import firefoxsync.remotestorage.Authenticator;
import firefoxsync.remotestorage.RemoteStorageRoutes;
import firefoxsync.remotestorage.access.AccessRoutes;
import firefoxsync.remotestorage.access.AppTokenAuthenticator;
import firefoxsync.remotestorage.access.Authorizations;
import firefoxsync.remotestorage.access.ForeignTokenAuthenticator;
import firefoxsync.remotestorage.access.ForeignTokens;
import firefoxsync.remotestorage.access.SessionAuthenticator;
import firefoxsync.remotestorage.access.Standing;
import firefoxsync.remotestorage.access.SyncHawkAuthenticator;
import firefoxsync.remotestorage.discovery.DiscoveryRoutes;
import firefoxsync.token.AccessTokenVerifier;
import firefoxsync.web.Pages;
import firefoxsync.web.SettingsSection;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** What there is for apps that keep documents, when they may. */
final class RemoteStorageParts {
  /** Below the only path that pages may ask. */
  private static final String OWN_DOCUMENTS = "/auth/v1/remotestorage/documents";

  private final Config config;
  private final Services services;
  private final AccessRoutes access;

  RemoteStorageParts(Config config, Services services) {
    this.config = config;
    this.services = services;
    var ground = services.ground();
    var rules = new Authorizations.Rules(standing(), config.remoteStorage().tokenLife());
    var authorizations = new Authorizations(
        ground.database(), ground.secrets(), ground.clock(), services.appGrants(), rules);
    access = new AccessRoutes(authorizations, services.appGrants(), ground.clock());
  }

  /** Returns the settings that people have for it. */
  List<SettingsSection> sections() {
    return isOn()
        ? List.of(
            new SettingsSection("files", SettingsSection.Group.DATA),
            new SettingsSection("apps", SettingsSection.Group.DATA))
        : List.of();
  }

  /** Returns what people see, and what their pages ask. */
  List<RouteTable> pages(Pages pages, Spool spool) {
    var session = SessionAuth.required(services.sessions(), config.publicUrl());
    return isOn()
        ? List.of(
            access.dialog(pages, config.remoteStorage().tokenLife()),
            access.own(services.userNames(), session),
            ownDocuments(session, spool))
        : List.of();
  }

  private RouteTable ownDocuments(SessionAuth session, Spool spool) {
    var door = new RemoteStorageRoutes.Door(services.database(), new SessionAuthenticator(session));
    return RemoteStorageRoutes.ownTable(
        OWN_DOCUMENTS, services.documents(), door, spool, services.ground().clock());
  }

  /** Returns what apps call. */
  List<RouteTable> tables(AccessTokenVerifier verifier, Spool spool) {
    if (!isOn()) {
      return List.of();
    }
    var foreign = new ForeignTokens(
        verifier, config.remoteStorage().scopeMap(), services.database(), standing());
    var discovery = DiscoveryRoutes.table(
        config.publicUrl(),
        origin(),
        config.accounts().enabled(),
        services.userNames(),
        services.ground().clock());
    var tables = new ArrayList<>(List.of(access.tokens(foreign), discovery));
    var documents = documents(foreign, spool);
    if (hasOwnOrigin()) {
      var host = OwnHost.of(URI.create(origin()), config.publicUrl().host());
      tables.add(documents.at(host));
      tables.add(HealthRoutes.arrival().at(host));
      tables.add(RemoteStorageRoutes.elsewhereTable());
    } else {
      tables.add(documents);
    }
    return tables;
  }

  private boolean hasOwnOrigin() {
    return !PublicUrl.parse(origin()).origin().equals(config.publicUrl().origin());
  }

  /** Returns where documents are. */
  private String origin() {
    var own = config.remoteStorage().origin();
    return own == null ? config.publicUrl().base() : own.toString();
  }

  private RouteTable documents(ForeignTokens foreign, Spool spool) {
    var door = new RemoteStorageRoutes.Door(services.database(), authenticator(foreign));
    return RemoteStorageRoutes.table(
        services.documents(),
        door,
        spool,
        services.ground().clock(),
        config.remoteStorage().maxDocumentBytes());
  }

  /** Returns who knows credentials, in the order in which they are asked. */
  private Authenticator authenticator(ForeignTokens foreign) {
    return new Authenticator.InOrder(List.of(
        new AppTokenAuthenticator(services.appGrants(), standing()),
        new ForeignTokenAuthenticator(foreign),
        new SyncHawkAuthenticator(
            MasterSecret.of(config.masterSecrets().newestFirst()),
            PublicUrl.parse(origin()),
            standing())));
  }

  private boolean isOn() {
    return config.remoteStorage().enabled();
  }

  private Standing standing() {
    return (snapshot, person) -> person.issuer().equals(Person.LOCAL)
        ? Accounts.generation(snapshot, person.accountId())
        : generationElsewhere(snapshot, person);
  }

  private OptionalLong generationElsewhere(Transaction snapshot, Person person) {
    return services.mozillaPeople().list().admits(snapshot, person)
        ? OptionalLong.of(0)
        : OptionalLong.empty();
  }
}
