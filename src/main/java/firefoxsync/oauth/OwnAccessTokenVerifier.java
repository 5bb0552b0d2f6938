// SPDX-License-Identifier: MPL-2.0
package firefoxsync.oauth;

import firefoxsync.people.Person;
import firefoxsync.token.AccessTokenVerifier;
import java.util.Optional;
import java.util.OptionalLong;

/** Vouches for the people of this server's own accounts. */
public final class OwnAccessTokenVerifier implements AccessTokenVerifier {
  private final OAuthServer server;

  /** Takes who knows the tokens. */
  public OwnAccessTokenVerifier(OAuthServer server) {
    this.server = server;
  }

  /** Tells whether a token looks like one of ours, which nobody else may ever see. */
  public static boolean isOwnForm(String accessToken) {
    return OpaqueToken.parse(accessToken).isPresent();
  }

  @Override
  public Optional<Verified> verify(String accessToken) {
    return server
        .verify(accessToken)
        .map(Grant::authority)
        .map(authority -> new Verified(
            Person.local(authority.accountId()),
            authority.scopes().names(),
            OptionalLong.of(authority.generation())));
  }
}
