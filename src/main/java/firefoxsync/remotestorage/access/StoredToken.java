// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage.access;

import firefoxsync.remotestorage.AccessScope;
import java.util.OptionalLong;

/**
 * A token or code as it is kept.
 *
 * @param expiresAt milliseconds; empty when it holds as long as its grant
 * @param isSpent whether it was used, of a kind that works once
 */
record StoredToken(
    String grantId, TokenKind kind, AccessScope scope, OptionalLong expiresAt, boolean isSpent) {
  boolean isExpired(long now) {
    return expiresAt.isPresent() && expiresAt.getAsLong() <= now;
  }
}
