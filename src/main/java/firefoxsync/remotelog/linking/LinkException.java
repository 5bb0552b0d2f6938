// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog.linking;

/** A storage cannot be linked; the message is for the log, the error's for whoever asked. */
public final class LinkException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final LinkError error;

  LinkException(LinkError error, String reason) {
    super(reason);
    this.error = error;
  }

  /** Returns why. */
  public LinkError error() {
    return error;
  }
}
