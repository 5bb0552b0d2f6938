// SPDX-License-Identifier: MPL-2.0
package firefoxsync.oauth;

import firefoxsync.accounts.RefreshTokens;
import java.util.List;
import java.util.Optional;

/** Tells the accounts which refresh tokens speak for a person's phones. */
public final class PhoneTokens implements RefreshTokens {
  private final OAuthServer server;

  /** Takes who knows the tokens. */
  public PhoneTokens(OAuthServer server) {
    this.server = server;
  }

  @Override
  public Optional<RefreshToken> find(String token) {
    return OpaqueToken.parse(token)
        .flatMap(known -> server.refreshToken(known).map(grant -> facts(known.hash(), grant)));
  }

  @Override
  public List<RefreshToken> ofAccount(String accountId) {
    return server.refreshTokens(accountId).entrySet().stream()
        .map(token -> facts(token.getKey(), token.getValue()))
        .toList();
  }

  @Override
  public boolean destroy(String accountId, String id) {
    return server.destroyRefreshToken(accountId, id);
  }

  private static RefreshToken facts(String hash, Grant grant) {
    var authority = grant.authority();
    return new RefreshToken(
        hash,
        authority.accountId(),
        authority.client().id(),
        authority.client().title(),
        authority.scopes().names(),
        grant.createdAt(),
        OAuthServer.lastUsedAt(grant),
        grant.origin());
  }
}
