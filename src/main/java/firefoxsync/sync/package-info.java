// SPDX-License-Identifier: MPL-2.0
/** Sync storage 1.5: BSOs, collections, batches. Of the token server it knows {@code SyncToken} alone. */
@NullMarked
package firefoxsync.sync;

import org.jspecify.annotations.NullMarked;
