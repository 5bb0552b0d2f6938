// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import firefoxsync.http.Filter;
import firefoxsync.http.RequestHead;

/** Refuses an upload whose head is wrong already, before its body is asked for and read. */
final class UploadHead implements Filter {
  @Override
  public void admit(RequestHead head) {
    BsoParameters.of(head);
    Precondition.of(head);
    BsoFormat.ofBody(head);
  }
}
