// SPDX-License-Identifier: MPL-2.0
package firefoxsync.oauth;

/**
 * What a client asks for.
 *
 * @param isOffline whether it wants a refresh token too
 */
record TokenWish(OAuthClient client, Scopes scopes, boolean isOffline) {}
