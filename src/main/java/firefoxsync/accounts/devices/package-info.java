// SPDX-License-Identifier: MPL-2.0
/** The browsers of a person, what they send each other, and how they are disconnected. */
@NullMarked
package firefoxsync.accounts.devices;

import org.jspecify.annotations.NullMarked;
