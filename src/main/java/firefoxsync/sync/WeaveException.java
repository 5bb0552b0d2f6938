// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sync storage refuses a request; nothing of it was kept. The reason is for the log alone. */
final class WeaveException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final WeaveError error;
  private final transient @Nullable SyncTimestamp lastModified;

  WeaveException(WeaveError error, String reason) {
    super(reason);
    this.error = error;
    this.lastModified = null;
  }

  /** A precondition did not hold; the client is told when its target was last changed. */
  WeaveException(WeaveError error, SyncTimestamp lastModified) {
    super("last modified " + lastModified);
    this.error = error;
    this.lastModified = lastModified;
  }

  WeaveError error() {
    return error;
  }

  Optional<SyncTimestamp> lastModified() {
    return Optional.ofNullable(lastModified);
  }
}
