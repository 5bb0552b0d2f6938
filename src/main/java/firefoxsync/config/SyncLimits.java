// SPDX-License-Identifier: MPL-2.0
package firefoxsync.config;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What Sync storage takes, as {@code info/configuration} tells the clients. All are inclusive.
 *
 * @param maxRequestBytes a whole request body
 * @param maxPostRecords items of one POST
 * @param maxPostBytes payload bytes of one POST
 * @param maxRecordPayloadBytes payload bytes of one item
 * @param maxTotalRecords items of one batch
 * @param maxTotalBytes payload bytes of one batch
 * @param quotaBytes payload bytes of one user who has no quota of her own; 0 means no quota
 * @param collections by their names, those that differ from the others
 */
public record SyncLimits(
    long maxRequestBytes,
    int maxPostRecords,
    long maxPostBytes,
    long maxRecordPayloadBytes,
    long maxTotalRecords,
    long maxTotalBytes,
    long quotaBytes,
    Map<String, CollectionLimits> collections) {
  /** What clients have met since 2020: 2.5 MiB a POST, 10,000 items a batch. */
  public static final SyncLimits DEFAULT =
      new SyncLimits(2_625_536, 100, 2_621_440, 2_621_440, 10_000, 262_144_000, 0);

  /** Keeps a copy of the map. */
  public SyncLimits {
    collections = Collections.unmodifiableSortedMap(new TreeMap<>(collections));
  }

  /** Takes limits that hold for every collection. */
  public SyncLimits(
      long maxRequestBytes,
      int maxPostRecords,
      long maxPostBytes,
      long maxRecordPayloadBytes,
      long maxTotalRecords,
      long maxTotalBytes,
      long quotaBytes) {
    this(
        maxRequestBytes,
        maxPostRecords,
        maxPostBytes,
        maxRecordPayloadBytes,
        maxTotalRecords,
        maxTotalBytes,
        quotaBytes,
        Map.of());
  }

  /** Returns these limits, but for some collections. */
  public SyncLimits with(Map<String, CollectionLimits> differing) {
    return new SyncLimits(
        maxRequestBytes,
        maxPostRecords,
        maxPostBytes,
        maxRecordPayloadBytes,
        maxTotalRecords,
        maxTotalBytes,
        quotaBytes,
        differing);
  }

  /** Returns what holds for the collection. */
  public SyncLimits in(String collection) {
    var own = collections.get(collection);
    return own == null
        ? this
        : new SyncLimits(
            Objects.requireNonNullElse(own.maxRequestBytes(), maxRequestBytes),
            maxPostRecords,
            Objects.requireNonNullElse(own.maxPostBytes(), maxPostBytes),
            Objects.requireNonNullElse(own.maxRecordPayloadBytes(), maxRecordPayloadBytes),
            maxTotalRecords,
            maxTotalBytes,
            quotaBytes);
  }

  /** Returns how long a request body may be in the collection that takes the longest. */
  public long longestRequestBytes() {
    return collections.keySet().stream()
        .mapToLong(name -> in(name).maxRequestBytes())
        .reduce(maxRequestBytes, Math::max);
  }
}
