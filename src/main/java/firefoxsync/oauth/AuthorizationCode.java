// SPDX-License-Identifier: MPL-2.0
package firefoxsync.oauth;

import org.jspecify.annotations.Nullable;

/**
 * A grant that waits to be fetched by the browser that asked for it.
 *
 * @param isOffline whether it buys a refresh token too
 * @param keysJwe the Sync key, sealed by the page for that browser; handed over as it came
 */
record AuthorizationCode(
    Grant grant, CodeChallenge challenge, boolean isOffline, @Nullable String keysJwe) {}
