// SPDX-License-Identifier: MPL-2.0
package firefoxsync.oauth;

/**
 * In whose name a client acts, and how far.
 *
 * @param accountId 32 hexadecimal digits
 * @param generation the account's when this was granted; a newer one ends it
 * @param authAtSeconds when the person last gave her password
 */
record Authority(
    String accountId, long generation, OAuthClient client, Scopes scopes, long authAtSeconds) {
  Authority with(Scopes narrower) {
    return new Authority(accountId, generation, client, narrower, authAtSeconds);
  }
}
