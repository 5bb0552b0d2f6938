// SPDX-License-Identifier: MPL-2.0

/** Letters to people, handed to the mail server that the administrator names. */
@NullMarked
package firefoxsync.mail;

import org.jspecify.annotations.NullMarked;
