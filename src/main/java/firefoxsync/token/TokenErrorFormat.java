// SPDX-License-Identifier: MPL-2.0
package firefoxsync.token;

import firefoxsync.http.ErrorFormat;
import firefoxsync.http.HttpFault;
import firefoxsync.http.RequestHead;
import firefoxsync.http.Response;
import firefoxsync.token.TokenError.Location;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes errors as {@code {"status": …, "errors": [{"location", "name", "description"}]}}: desktop
 * demands JSON of every answer, that of an unknown URL included.
 */
public final class TokenErrorFormat implements ErrorFormat {
  /** Sync comes again by itself; this keeps all browsers from coming at once. */
  private static final int RETRY_AFTER_SECONDS = 30;

  @Override
  public Response fault(HttpFault fault, RequestHead head, Optional<String> reference) {
    return switch (fault) {
      case NOT_FOUND -> answer(fault, "error", Location.URL, "Unknown URL");
      case METHOD_NOT_ALLOWED -> answer(fault, "error", Location.URL, "Method not allowed");
      case BAD_REQUEST -> answer(fault, "error", Location.URL, "invalid query params");
      case REQUEST_TIMEOUT -> answer(fault, "error", Location.BODY, "Request took too long");
      case BODY_TOO_LARGE -> answer(fault, "error", Location.BODY, "Request body too large");
      case UNAVAILABLE -> answer(fault, "error", Location.BODY, "Resource is not available");
      case FAILURE ->
        answer(
            fault,
            "internal-error",
            Location.INTERNAL,
            reference.map(text -> "Server error " + text).orElse("Server error"));
    };
  }

  @Override
  public Optional<Response> refusal(RuntimeException exception, RequestHead head) {
    if (!(exception instanceof TokenException refusal)) {
      return Optional.empty();
    }
    var error = refusal.error();
    var response = Response.json(
        error.httpStatus(),
        body(error.status(), error.location().place(), refusal.name(), error.description()));
    return Optional.of(
        switch (error.httpStatus()) {
          case 401 -> response.header("WWW-Authenticate", "Bearer");
          case 503 -> response.header("Retry-After", Integer.toString(RETRY_AFTER_SECONDS));
          default -> response;
        });
  }

  private static Response answer(
      HttpFault fault, String status, Location location, String description) {
    return Response.json(fault.status(), body(status, location.place(), "", description));
  }

  private static Map<String, Object> body(
      String status, String place, String name, String description) {
    var error = new LinkedHashMap<String, Object>();
    error.put("location", place);
    error.put("name", name);
    error.put("description", description);
    var members = new LinkedHashMap<String, Object>();
    members.put("status", status);
    members.put("errors", List.of(error));
    return members;
  }
}
