// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

/** What can go wrong in HTTP itself, whatever the protocol above it. */
public enum HttpFault {
  /** The request is not well-formed. */
  BAD_REQUEST(400),
  /** No route has this path. */
  NOT_FOUND(404),
  /** The path has routes, but none of this method. */
  METHOD_NOT_ALLOWED(405),
  /** The client took too long. */
  REQUEST_TIMEOUT(408),
  /** The body is longer than the route takes. */
  BODY_TOO_LARGE(413),
  /** Something of ours failed; the answer carries a reference that the log has too. */
  FAILURE(500),
  /** Too busy, or stopping, or a conflict that did not settle: the client may come again. */
  UNAVAILABLE(503);

  /** What {@code Retry-After} says beside {@link #UNAVAILABLE}. */
  public static final int RETRY_AFTER_SECONDS = 5;

  private final int status;

  HttpFault(int status) {
    this.status = status;
  }

  /** Returns the status code. */
  public int status() {
    return status;
  }
}
