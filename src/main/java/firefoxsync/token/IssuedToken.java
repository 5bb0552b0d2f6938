// SPDX-License-Identifier: MPL-2.0
package firefoxsync.token;

/**
 * What a client needs to reach its storage.
 *
 * @param apiEndpoint the store's URL, without a slash at its end
 * @param accountPseudonym {@code hashed_fxa_uid}
 */
record IssuedToken(
    SyncToken.Signed signed,
    long uid,
    String apiEndpoint,
    long durationSeconds,
    String accountPseudonym) {}
