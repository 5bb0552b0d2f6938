// SPDX-License-Identifier: MPL-2.0

/** Web Push: short encrypted messages to browsers, through the push services that they chose. */
@NullMarked
package firefoxsync.push;

import org.jspecify.annotations.NullMarked;
