// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import firefoxsync.hawk.HawkCredentials;

/** A session with the key that its requests are signed with. */
record SessionKey(Session session, HawkCredentials credentials) {}
