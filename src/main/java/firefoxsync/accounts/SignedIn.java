// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import org.jspecify.annotations.Nullable;

/**
 * What a successful sign-in hands out, once.
 *
 * @param keyFetch fetches the wrapped keys; only when asked for
 * @param due what the session waits for
 */
record SignedIn(
    Session session, AccountToken sessionToken, @Nullable AccountToken keyFetch, Due due) {}
