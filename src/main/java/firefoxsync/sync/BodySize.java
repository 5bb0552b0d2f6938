// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import firefoxsync.config.SyncLimits;
import firefoxsync.http.FaultException;
import firefoxsync.http.Filter;
import firefoxsync.http.HttpFault;
import firefoxsync.http.Request;
import firefoxsync.http.RequestHead;

/** Refuses a body that is longer than its collection takes; the route takes the longest of all. */
final class BodySize implements Filter {
  private final SyncLimits limits;

  BodySize(SyncLimits limits) {
    this.limits = limits;
  }

  @Override
  public void admit(RequestHead head) {
    check(head, head.contentLength().orElse(0));
  }

  @Override
  public void check(Request request) {
    check(request.head(), request.body().length);
  }

  private void check(RequestHead head, long bytes) {
    if (bytes > limits.in(head.pathValue("collection")).maxRequestBytes()) {
      throw new FaultException(HttpFault.BODY_TOO_LARGE, "longer than its collection takes");
    }
  }
}
