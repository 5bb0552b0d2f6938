// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import firefoxsync.config.SyncLimits;
import firefoxsync.http.Filter;
import firefoxsync.http.RequestHead;
import java.util.regex.Pattern;

/** Refuses an upload whose headers announce more than the limits, before its body is read. */
final class AnnouncedSizes implements Filter {
  private static final Pattern UNSIGNED = Pattern.compile("[0-9]{1,10}");
  private static final long UNSIGNED_MAX = 0xffff_ffffL;

  private final SyncLimits limits;

  AnnouncedSizes(SyncLimits limits) {
    this.limits = limits;
  }

  @Override
  public void admit(RequestHead head) {
    check(head, WeaveHeaders.RECORDS, limits.maxPostRecords());
    check(head, WeaveHeaders.BYTES, limits.in(head.pathValue("collection")).maxPostBytes());
    check(head, WeaveHeaders.TOTAL_RECORDS, limits.maxTotalRecords());
    check(head, WeaveHeaders.TOTAL_BYTES, limits.maxTotalBytes());
  }

  private static void check(RequestHead head, String name, long limit) {
    head.header(name).map(String::strip).ifPresent(text -> {
      if (!UNSIGNED.matcher(text).matches() || Long.parseLong(text) > UNSIGNED_MAX) {
        throw WeaveError.BAD_REQUEST.exception(name + " is no number");
      }
      if (Long.parseLong(text) > limit) {
        throw WeaveError.SIZE_LIMIT.exception(name + " is over the limit");
      }
    });
  }
}
