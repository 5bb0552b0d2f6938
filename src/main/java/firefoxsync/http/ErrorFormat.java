// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import java.util.Locale;
import java.util.Optional;

/** How one protocol writes what went wrong. It must not block. */
public interface ErrorFormat {
  /** Plain text, for paths that belong to no feature. */
  ErrorFormat PLAIN = new ErrorFormat() {
    @Override
    public Response fault(HttpFault fault, RequestHead head, Optional<String> reference) {
      var text = fault.name().toLowerCase(Locale.ROOT).replace('_', ' ');
      return Response.text(
          fault.status(), text + reference.map(r -> ", reference " + r).orElse("") + "\n");
    }

    @Override
    public Optional<Response> refusal(RuntimeException exception, RequestHead head) {
      return Optional.empty();
    }
  };

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
