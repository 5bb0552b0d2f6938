// SPDX-License-Identifier: MPL-2.0
package firefoxsync.oauth;

import firefoxsync.accounts.Session;
import org.jspecify.annotations.Nullable;

/**
 * A browser comes for what a code buys.
 *
 * @param verifier what the code's challenge is the hash of
 * @param userAgent names the session that it may get
 * @param session the one that the browser has already; its refresh token ends with it
 */
record CodeRedemption(
    OAuthClient client,
    String code,
    String verifier,
    AccessTokenLife life,
    String userAgent,
    @Nullable Session session) {
  @Override
  public String toString() {
    return "CodeRedemption[" + client + "]";
  }
}
