// SPDX-License-Identifier: MPL-2.0
/** Documents by the remoteStorage protocol. Knows people, but neither accounts nor how they sign in. */
@NullMarked
package firefoxsync.remotestorage;

import org.jspecify.annotations.NullMarked;
