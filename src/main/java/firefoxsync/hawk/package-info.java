// SPDX-License-Identifier: MPL-2.0
/** HAWK request authentication, for storage tokens and for account sessions alike. */
@NullMarked
package firefoxsync.hawk;

import org.jspecify.annotations.NullMarked;
