// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import firefoxsync.http.Filter;
import firefoxsync.http.RequestHead;
import firefoxsync.http.Response;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** The header names of Sync storage; as a filter it tells the server's time in every answer. */
final class WeaveHeaders implements Filter {
  private static final BigDecimal BYTES_PER_KB = BigDecimal.valueOf(1024);

  static final String TIMESTAMP = "X-Weave-Timestamp";
  static final String RECORDS = "X-Weave-Records";
  static final String BYTES = "X-Weave-Bytes";
  static final String TOTAL_RECORDS = "X-Weave-Total-Records";
  static final String TOTAL_BYTES = "X-Weave-Total-Bytes";
  static final String NEXT_OFFSET = "X-Weave-Next-Offset";
  static final String QUOTA_REMAINING = "X-Weave-Quota-Remaining";
  static final String BACKOFF = "X-Weave-Backoff";
  static final String LAST_MODIFIED = "X-Last-Modified";
  static final String IF_MODIFIED_SINCE = "X-If-Modified-Since";
  static final String IF_UNMODIFIED_SINCE = "X-If-Unmodified-Since";

  /** Tells when the target was modified, and how much room there is when it gets scarce. */
  static Response told(Written written, Response response) {
    var dated = response.header(LAST_MODIFIED, written.timestamp().toString());
    var room = written.roomBytes();
    return room == null || room >= Quota.NEARLY_FULL_BYTES
        ? dated
        : dated.header(QUOTA_REMAINING, kilobytes(room));
  }

  private static String kilobytes(long bytes) {
    return BigDecimal.valueOf(bytes).divide(BYTES_PER_KB, 2, RoundingMode.DOWN).toPlainString();
  }

  @Override
  public Response answer(RequestHead head, Response response) {
    var arrived = SyncTimestamp.of(head.received());
    // A write's own time can be later: it waited for its turn, or followed another at once.
    var time = response
        .header(LAST_MODIFIED)
        .map(SyncTimestamp::parse)
        .map(modified -> SyncTimestamp.max(arrived, modified))
        .orElse(arrived);
    return response.header(TIMESTAMP, time.toString());
  }
}
