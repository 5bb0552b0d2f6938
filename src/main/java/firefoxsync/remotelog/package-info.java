// SPDX-License-Identifier: MPL-2.0
/**
 * Sync data kept in a remoteStorage elsewhere: an append-only log there, index, cache and outbox in
 * the database here. Knows nothing of pages, and of people only who they are.
 */
@NullMarked
package firefoxsync.remotelog;

import org.jspecify.annotations.NullMarked;
