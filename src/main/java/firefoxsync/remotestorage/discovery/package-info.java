// SPDX-License-Identifier: MPL-2.0
/** How an app finds a person's documents by her address: WebFinger, and what came before it. */
@NullMarked
package firefoxsync.remotestorage.discovery;

import org.jspecify.annotations.NullMarked;
