// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

/**
 * A batch that was started and not yet committed.
 *
 * @param collection where its items will go
 * @param started when its first part came
 * @param records how many items are staged
 * @param bytes of their payloads
 */
record Batch(CollectionName collection, SyncTimestamp started, long records, long bytes) {
  /** How long a batch may take, from its start. */
  static final long LIFE_MILLIS = 2 * 60 * 60 * 1000;

  Batch plus(Growth growth) {
    return new Batch(collection, started, records + growth.records(), bytes + growth.bytes());
  }

  boolean isStale(SyncTimestamp now) {
    return now.millis() - started.millis() >= LIFE_MILLIS;
  }
}
