// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage.access;

import firefoxsync.remotestorage.AccessScope;
import java.time.Duration;
import java.util.Optional;

/**
 * What an app gets at the token endpoint.
 *
 * @param life of the access token
 */
record IssuedTokens(
    AppToken access, AccessScope scope, Duration life, Optional<AppToken> refresh) {}
