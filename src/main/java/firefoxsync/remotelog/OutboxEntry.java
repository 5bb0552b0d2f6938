// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import firefoxsync.sync.BatchId;
import java.util.List;

/**
 * A commit of this server that the provider may or may not have, or that no checkpoint holds yet.
 *
 * @param bytes with its parts
 * @param batches that end with it
 * @param unsentTo the change sets up to this row of {@code sync_unsent} are in it, and were kept
 *     before; 0 when it is still to be applied
 */
record OutboxEntry(
    long number, LogDocument document, long bytes, List<BatchId> batches, long unsentTo) {
  OutboxEntry {
    batches = List.copyOf(batches);
  }

  boolean isApplied() {
    return unsentTo > 0;
  }
}
