// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import java.util.Optional;

/** How one protocol writes what went wrong. */
public interface ErrorFormat {
  /**
   * Writes a fault of HTTP itself. The dispatcher adds {@code Retry-After} and {@code Allow}.
   *
   * @param reference names the failure in the log; only {@link HttpFault#FAILURE} has one, else
   *     empty
   */
  Response fault(HttpFault fault, RequestHead head, Optional<String> reference);

  /** Writes the folder's own exception; empty when the exception is somebody else's. */
  Optional<Response> refusal(RuntimeException exception, RequestHead head);
}
