// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http.outgoing;

import firefoxsync.http.Headers;

/** What somebody else answered, whole. */
public final class OutgoingAnswer {
  private final int status;
  private final Headers headers;
  private final byte[] body;

  OutgoingAnswer(int status, Headers headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  /** Returns the status code. */
  public int status() {
    return status;
  }

  /** Returns all header fields. */
  public Headers headers() {
    return headers;
  }

  /** Returns the body's bytes themselves, not a copy. */
  public byte[] body() {
    return body;
  }
}
