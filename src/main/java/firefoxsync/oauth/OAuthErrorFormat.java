// SPDX-License-Identifier: MPL-2.0
package firefoxsync.oauth;

import firefoxsync.http.ErrorFormat;
import firefoxsync.http.HttpFault;
import firefoxsync.http.JsonException;
import firefoxsync.http.RequestHead;
import firefoxsync.http.Response;
import java.util.LinkedHashMap;
import java.util.Optional;

/** Errors as Mozilla's OAuth server writes them, under {@code /oauth/v1}. */
final class OAuthErrorFormat implements ErrorFormat {
  private static final int UNEXPECTED_ERRNO = 999;

  @Override
  public Response fault(HttpFault fault, RequestHead head, Optional<String> reference) {
    return switch (fault) {
      case BAD_REQUEST, REQUEST_TIMEOUT, BODY_TOO_LARGE ->
        write(fault.status(), OAuthError.INVALID_PARAMETER.errno(), "Malformed request");
      case NOT_FOUND, METHOD_NOT_ALLOWED ->
        write(fault.status(), OAuthError.INVALID_PARAMETER.errno(), "Unknown endpoint");
      case UNAVAILABLE -> write(fault.status(), UNEXPECTED_ERRNO, "Service unavailable");
      case FAILURE ->
        write(
            fault.status(),
            UNEXPECTED_ERRNO,
            reference.map(text -> "Unexpected error " + text).orElse("Unexpected error"));
    };
  }

  @Override
  public Optional<Response> refusal(RuntimeException exception, RequestHead head) {
    if (exception instanceof OAuthException refused) {
      return Optional.of(write(refused.error()));
    }
    return exception instanceof JsonException
        ? Optional.of(write(OAuthError.INVALID_PARAMETER))
        : Optional.empty();
  }

  private static Response write(OAuthError error) {
    return write(OAuthError.STATUS, error.errno(), error.message());
  }

  private static Response write(int status, int errno, String message) {
    var members = new LinkedHashMap<String, Object>();
    members.put("code", status);
    members.put("errno", errno);
    members.put("error", message);
    members.put("message", message);
    return Response.json(status, members);
  }
}
