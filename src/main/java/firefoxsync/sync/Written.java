// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import org.jspecify.annotations.Nullable;

/**
 * A change set was kept.
 *
 * @param timestamp its time
 * @param roomBytes what the user's quota leaves; null without a quota
 */
public record Written(SyncTimestamp timestamp, @Nullable Long roomBytes) {
  /** Tells what came of keeping the change set. */
  public static Written of(ChangeSet set) {
    return new Written(set.timestamp(), set.roomBytes());
  }
}
