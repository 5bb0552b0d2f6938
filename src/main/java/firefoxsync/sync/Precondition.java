// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import firefoxsync.http.RequestHead;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a client demands of the last change of its target.
 *
 * @param changedAfter if it was not, the answer is 304
 * @param unchangedAfter if it was changed, the answer is 412
 */
record Precondition(@Nullable SyncTimestamp changedAfter, @Nullable SyncTimestamp unchangedAfter) {
  static final Precondition NONE = new Precondition(null, null);

  /** Reads the request's precondition; 304 is an answer to reads alone. */
  static Precondition of(RequestHead head) {
    var modifiedSince = time(head, WeaveHeaders.IF_MODIFIED_SINCE);
    var unmodifiedSince = time(head, WeaveHeaders.IF_UNMODIFIED_SINCE);
    if (modifiedSince.isPresent() && unmodifiedSince.isPresent()) {
      throw WeaveError.BAD_REQUEST.exception("two preconditions");
    }
    boolean isRead = head.method().equals("GET") || head.method().equals("HEAD");
    return new Precondition(
        isRead ? modifiedSince.orElse(null) : null, unmodifiedSince.orElse(null));
  }

  private static Optional<SyncTimestamp> time(RequestHead head, String name) {
    try {
      return head.header(name).map(String::strip).map(SyncTimestamp::parse);
    } catch (IllegalArgumentException e) {
      throw WeaveError.BAD_REQUEST.exception("header " + name + " is no time");
    }
  }

  /** As the other, for a time that has to be looked up: without a precondition it is not. */
  void check(Supplier<SyncTimestamp> lastModified) {
    if (changedAfter != null || unchangedAfter != null) {
      check(lastModified.get());
    }
  }

  /** Refuses when the target's last change does not fit. */
  void check(SyncTimestamp lastModified) {
    if (changedAfter != null && !lastModified.isAfter(changedAfter)) {
      throw new WeaveException(WeaveError.NOT_MODIFIED, lastModified);
    }
    if (unchangedAfter != null && lastModified.isAfter(unchangedAfter)) {
      throw new WeaveException(WeaveError.PRECONDITION_FAILED, lastModified);
    }
  }
}
