// SPDX-License-Identifier: MPL-2.0
/** Authorisation codes, access and refresh tokens, scoped keys. Rests on {@code accounts}. */
@NullMarked
package firefoxsync.oauth;

import org.jspecify.annotations.NullMarked;
