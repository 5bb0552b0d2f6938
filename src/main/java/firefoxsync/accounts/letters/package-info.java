// SPDX-License-Identifier: MPL-2.0

/** What people are written about their accounts, and the codes by which they show that they read it. */
@NullMarked
package firefoxsync.accounts.letters;

import org.jspecify.annotations.NullMarked;
