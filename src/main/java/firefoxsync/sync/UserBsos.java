// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** One snapshot of one user's data. Expired items are not in it. */
public interface UserBsos {
  /** Tells whether the uid may no longer be used. */
  boolean isRetired();

  /** Returns the time this snapshot lives at: the clock's, but never before the user's last write. */
  SyncTimestamp now();

  /** Returns the timestamp that the next write takes: later than any before it. */
  SyncTimestamp nextTimestamp();

  /** Returns when anything was last changed; zero when there is nothing. */
  SyncTimestamp lastModified();

  /** Returns when the collection was last changed; zero when it does not exist. */
  SyncTimestamp lastModified(CollectionName collection);

  /** Returns when the item was last changed; zero when it does not exist. */
  SyncTimestamp lastModified(CollectionName collection, String id);

  /** Returns when each collection was last changed. */
  NavigableMap<CollectionName, SyncTimestamp> timestamps();

  /** Returns how many items each collection has that has any. */
  NavigableMap<CollectionName, Long> counts();

  /** Returns how many payload bytes each collection has that has any item. */
  NavigableMap<CollectionName, Long> usage();

  /** Returns how many payload bytes there are altogether. */
  long usedBytes();

  /** Returns how many payload bytes these items have. */
  long payloadBytes(CollectionName collection, List<String> ids);

  /** Returns how many payload bytes the user may have, when that was said of this very user. */
  OptionalLong quotaBytes();

  /** Returns an item. */
  Optional<Bso> find(CollectionName collection, String id);

  /** Gives the items that the query asks for to the consumer, one after another, in its order. */
  void query(CollectionName collection, BsoQuery query, Consumer<Bso> consumer);

  /** Returns a batch that was started and neither committed nor dropped; it may be stale. */
  Optional<Batch> batch(BatchId id);

  /** Returns which of the ids are staged for the batch, and their payload bytes. */
  Map<String, Long> staged(BatchId id, List<String> ids);
}
