// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage.access;

import firefoxsync.accounts.AccountException;
import firefoxsync.http.ErrorFormat;
import firefoxsync.http.HttpFault;
import firefoxsync.http.RequestHead;
import firefoxsync.http.Response;
import firefoxsync.token.TokenException;
import java.util.LinkedHashMap;
import java.util.Optional;

/** Errors as apps expect them at the token endpoint (RFC 6749, 5.2). */
final class GrantErrorFormat implements ErrorFormat {
  @Override
  public Response fault(HttpFault fault, RequestHead head, Optional<String> reference) {
    return switch (fault) {
      case UNAVAILABLE -> write(fault.status(), "temporarily_unavailable", "try again");
      case FAILURE ->
        write(
            fault.status(), "server_error", reference.map(r -> "reference " + r).orElse(""));
      case BAD_REQUEST, NOT_FOUND, METHOD_NOT_ALLOWED, REQUEST_TIMEOUT, BODY_TOO_LARGE ->
        write(
            fault.status(), GrantError.INVALID_REQUEST.wireForm(), "not a form that is taken here");
    };
  }

  @Override
  public Optional<Response> refusal(RuntimeException exception, RequestHead head) {
    if (exception instanceof GrantException refused) {
      return Optional.of(write(400, refused.error().wireForm(), refused.description()));
    }
    if (exception instanceof TokenException) {
      return Optional.of(write(503, "temporarily_unavailable", "its issuer cannot be asked"));
    }
    return exception instanceof AccountException limited
        ? Optional.of(TooManyGuesses.answer(
            limited, write(429, "temporarily_unavailable", "too many wrong tries")))
        : Optional.empty();
  }

  private static Response write(int status, String error, String description) {
    var members = new LinkedHashMap<String, Object>();
    members.put("error", error);
    members.put("error_description", description);
    return Response.json(status, members);
  }
}
