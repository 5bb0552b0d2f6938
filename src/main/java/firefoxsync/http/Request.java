// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

/** A request with its whole body, which is never longer than the route's limit. */
public final class Request {
  private final RequestHead head;
  private final byte[] body;

  Request(RequestHead head, byte[] body) {
    this.head = head;
    this.body = body;
  }

  /** Returns what came before the body. */
  public RequestHead head() {
    return head;
  }

  /** Returns the body's bytes themselves, not a copy; nobody changes them. */
  public byte[] body() {
    return body;
  }
}
