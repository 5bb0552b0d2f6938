// SPDX-License-Identifier: MPL-2.0
package firefoxsync.mozilla;

import firefoxsync.config.MozillaAccountsSettings;
import firefoxsync.http.outgoing.OutgoingHttp;
import firefoxsync.people.Person;
import firefoxsync.token.AccessTokenVerifier;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Vouches for people of Mozilla accounts, by the issuer's keys where a token carries its facts, else
 * by asking. No verdict is kept.
 */
public final class MozillaAccessTokenVerifier implements AccessTokenVerifier {
  private final String issuer;
  private final KeySetCache keys;
  private final RemoteVerifier remote;
  private final Predicate<String> isOurs;
  private final Clock clock;

  /** Takes how to ask, and which tokens are never shown to anybody. */
  public MozillaAccessTokenVerifier(
      MozillaAccountsSettings settings, OutgoingHttp http, Clock clock, Predicate<String> isOurs) {
    this.issuer = settings.issuer();
    this.keys = new KeySetCache(http, URI.create(settings.oauthServer() + "/v1/jwks"), clock);
    this.remote = new RemoteVerifier(http, URI.create(settings.oauthServer() + "/v1/verify"));
    this.isOurs = isOurs;
    this.clock = clock;
  }

  @Override
  public Optional<Verified> verify(String accessToken) {
    if (isOurs.test(accessToken)) {
      return Optional.empty();
    }
    return claims(accessToken).flatMap(this::verified);
  }

  private Optional<AccessJwt.Claims> claims(String accessToken) {
    var parsed = AccessJwt.parse(accessToken);
    if (parsed.isEmpty()) {
      return remote.verify(accessToken);
    }
    var jwt = parsed.get();
    // First what costs nothing: an expired token is no reason to ask anybody.
    if (!jwt.isFrom(issuer, clock.instant())) {
      return Optional.empty();
    }
    var keySet = keys.keysFor(jwt.keyId());
    if (keySet.isEmpty()) {
      return remote.verify(accessToken);
    }
    return keySet.filter(jwt::isSignedBy).map(found -> jwt.claims());
  }

  private Optional<Verified> verified(AccessJwt.Claims claims) {
    return MozillaAccountId.parse(claims.accountId())
        .map(
            id -> new Verified(new Person(issuer, id.hex()), claims.scopes(), claims.generation()));
  }
}
