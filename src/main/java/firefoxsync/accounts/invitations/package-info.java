// SPDX-License-Identifier: MPL-2.0
/** Links that let somebody make an account, and the first one, which claims the server. */
@NullMarked
package firefoxsync.accounts.invitations;

import org.jspecify.annotations.NullMarked;
