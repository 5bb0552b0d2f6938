// SPDX-License-Identifier: MPL-2.0
package firefoxsync.oauth;

import org.jspecify.annotations.Nullable;

/**
 * A browser comes for another access token.
 *
 * @param scopes which of those granted it wants; absent for all
 */
record RefreshRequest(
    OAuthClient client, String refreshToken, @Nullable Scopes scopes, AccessTokenLife life) {
  @Override
  public String toString() {
    return "RefreshRequest[" + client + "]";
  }
}
