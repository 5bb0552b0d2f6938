// SPDX-License-Identifier: MPL-2.0
package firefoxsync.oauth;

/**
 * A browser comes for what a code buys.
 *
 * @param verifier what the code's challenge is the hash of
 * @param userAgent names the session that it may get
 */
record CodeRedemption(
    OAuthClient client, String code, String verifier, AccessTokenLife life, String userAgent) {
  @Override
  public String toString() {
    return "CodeRedemption[" + client + "]";
  }
}
