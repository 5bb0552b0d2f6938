// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import org.jspecify.annotations.Nullable;

/**
 * An item with everything that is kept of it, to be carried to another store.
 *
 * @param sortIndex null when none was ever given
 * @param expiryMillis when it is seen no more; null for never
 * @param payload null when none was ever given, which reads as the empty text
 */
public record StoredBso(
    String id,
    SyncTimestamp modified,
    @Nullable Long sortIndex,
    @Nullable Long expiryMillis,
    @Nullable String payload) {
  /** Refuses what is no id. */
  public StoredBso {
    if (!Bso.isId(id)) {
      throw new IllegalArgumentException("invalid id");
    }
  }

  @Override
  public String toString() {
    return "StoredBso[" + id + ", " + modified + "]";
  }
}
