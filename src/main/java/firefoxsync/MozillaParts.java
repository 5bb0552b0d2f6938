// SPDX-License-Identifier: MPL-2.0
package firefoxsync;

import firefoxsync.config.Config;
import firefoxsync.http.RouteTable;
import firefoxsync.http.outgoing.OutgoingHttp;
import firefoxsync.http.outgoing.Reach;
import firefoxsync.mozilla.AccountEventRoutes;
import firefoxsync.mozilla.AccountEvents;
import firefoxsync.mozilla.MozillaAccessTokenVerifier;
import firefoxsync.oauth.OwnAccessTokenVerifier;
import firefoxsync.token.AccessTokenVerifier;
import firefoxsync.token.SyncUsers;
import java.net.URI;
import java.util.ArrayList;
import java.util.Optional;

/** What there is for people of Mozilla accounts, when they may come. */
final class MozillaParts {
  private final Config config;
  private final Services services;

  MozillaParts(Config config, Services services) {
    this.config = config;
    this.services = services;
  }

  /** Returns whom the daemon may ask: what the administrator named, and the open internet. */
  static Reach reach(Config config) {
    var named = new ArrayList<URI>();
    if (config.mozilla().enabled()) {
      named.add(config.mozilla().oauthServer());
    }
    if (config.push().enabled()) {
      config.push().hosts().stream().flatMap(host -> host.named().stream()).forEach(named::add);
    }
    return new Reach(config.outgoing().allowHosts(), named, config.outgoing().proxy());
  }

  AccessTokenVerifier verifier(OutgoingHttp outgoing) {
    // Without accounts of our own, no token can be ours.
    boolean hasOwn = config.accounts().enabled();
    return new MozillaAccessTokenVerifier(
        config.mozilla(),
        outgoing,
        services.ground().clock(),
        token -> hasOwn && OwnAccessTokenVerifier.isOwnForm(token));
  }

  /** Returns where events are told, when the configuration says whose. */
  Optional<RouteTable> events(SyncUsers users) {
    var settings = config.mozilla().events();
    if (settings == null) {
      return Optional.empty();
    }
    var effects =
        new AccountEvents.Effects(services.mozillaPeople().list(), services.stores(), users);
    var events = new AccountEvents(settings, config.mozilla().issuer(), effects);
    return Optional.of(new AccountEventRoutes(events).table());
  }
}
