// SPDX-License-Identifier: MPL-2.0
/** The second step of a sign-in: codes of an app, and recovery codes on paper. */
@NullMarked
package firefoxsync.accounts.secondstep;

import org.jspecify.annotations.NullMarked;
