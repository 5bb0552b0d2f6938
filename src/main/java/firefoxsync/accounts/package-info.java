// SPDX-License-Identifier: MPL-2.0
/** Embedded accounts: people, sessions, devices. Knows nothing of OAuth, tokens or storage. */
@NullMarked
package firefoxsync.accounts;

import org.jspecify.annotations.NullMarked;
