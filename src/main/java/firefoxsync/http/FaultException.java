// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

/** Stops a request with a fault of HTTP itself, which the route's {@link ErrorFormat} writes. */
public final class FaultException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final HttpFault fault;

  /** The reason is for the log; the client never sees it. */
  public FaultException(HttpFault fault, String reason) {
    super(reason);
    this.fault = fault;
  }

  /** Returns what the client is told. */
  public HttpFault fault() {
    return fault;
  }
}
