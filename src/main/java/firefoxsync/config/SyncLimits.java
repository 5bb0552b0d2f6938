// SPDX-License-Identifier: MPL-2.0
package firefoxsync.config;

/**
 * What Sync storage takes, as {@code info/configuration} tells the clients. All are inclusive.
 *
 * @param maxRequestBytes a whole request body
 * @param maxPostRecords items of one POST
 * @param maxPostBytes payload bytes of one POST
 * @param maxRecordPayloadBytes payload bytes of one item
 * @param maxTotalRecords items of one batch
 * @param maxTotalBytes payload bytes of one batch
 * @param quotaBytes payload bytes of one user; 0 means no quota
 */
public record SyncLimits(
    long maxRequestBytes,
    int maxPostRecords,
    long maxPostBytes,
    long maxRecordPayloadBytes,
    long maxTotalRecords,
    long maxTotalBytes,
    long quotaBytes) {
  /** What clients have met since 2020: 2.5 MiB a POST, 10,000 items a batch. */
  public static final SyncLimits DEFAULT =
      new SyncLimits(2_625_536, 100, 2_621_440, 2_621_440, 10_000, 262_144_000, 0);
}
