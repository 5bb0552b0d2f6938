// SPDX-License-Identifier: MPL-2.0
package firefoxsync.oauth;

import firefoxsync.accounts.AccountToken;
import org.jspecify.annotations.Nullable;

/**
 * What a client gets.
 *
 * @param grant what the access token stands for
 * @param keysJwe the Sync key as the page sealed it
 * @param sessionToken a session of the client's own, when its scopes ask for one
 */
record IssuedTokens(
    OpaqueToken accessToken,
    Grant grant,
    @Nullable OpaqueToken refreshToken,
    @Nullable String keysJwe,
    @Nullable AccountToken sessionToken) {
  IssuedTokens with(AccountToken session) {
    return new IssuedTokens(accessToken, grant, refreshToken, keysJwe, session);
  }

  long lifeSeconds() {
    return (grant.expiresAt() - grant.createdAt()) / 1000;
  }

  @Override
  public String toString() {
    return "IssuedTokens[…]";
  }
}
