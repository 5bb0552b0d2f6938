// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import java.util.List;

/**
 * A user's data at a glance, without the items.
 *
 * @param last the last timestamp ever given
 * @param modified the store's last-modified time, zero when nothing is left
 */
public record StoreHead(SyncTimestamp last, SyncTimestamp modified, List<Collection> collections) {
  /** A collection, and when it was last changed. */
  public record Collection(CollectionName name, SyncTimestamp modified) {}

  /** Keeps a copy. */
  public StoreHead {
    collections = List.copyOf(collections);
  }
}
