// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts.devices;

import firefoxsync.accounts.RefreshTokens.RefreshToken;
import firefoxsync.accounts.Session;

/**
 * Who speaks for a device: a session or, as phones have it, a refresh token.
 *
 * @param id the hash under which either is kept
 * @param lastAccessAt milliseconds
 */
record DeviceOwner(String id, String accountId, long lastAccessAt) {
  static DeviceOwner of(Session session) {
    return new DeviceOwner(session.id(), session.accountId(), session.lastAccessAt());
  }

  static DeviceOwner of(RefreshToken token) {
    return new DeviceOwner(token.id(), token.accountId(), token.lastUsedAt());
  }
}
