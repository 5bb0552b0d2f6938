// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import firefoxsync.http.ErrorFormat;
import firefoxsync.http.HttpFault;
import firefoxsync.http.RequestHead;
import firefoxsync.http.Response;
import java.util.Optional;

/** Writes errors as clients of Sync storage read them: a number as JSON. */
final class WeaveErrorFormat implements ErrorFormat {
  private static final int UNSPECIFIED = 0;
  private static final int ILLEGAL_METHOD = 1;
  private static final int SIZE_LIMIT_EXCEEDED = 17;

  @Override
  public Response fault(HttpFault fault, RequestHead head, Optional<String> reference) {
    int code =
        switch (fault) {
          case METHOD_NOT_ALLOWED -> ILLEGAL_METHOD;
          case BODY_TOO_LARGE -> SIZE_LIMIT_EXCEEDED;
          case BAD_REQUEST, NOT_FOUND, REQUEST_TIMEOUT, FAILURE, UNAVAILABLE -> UNSPECIFIED;
        };
    return Response.json(fault.status(), code);
  }

  @Override
  public Optional<Response> refusal(RuntimeException exception, RequestHead head) {
    if (exception instanceof StoreRefusal refused) {
      return Optional.of(response(refused));
    }
    return exception instanceof WeaveException refused
        ? Optional.of(response(refused))
        : Optional.empty();
  }

  private static Response response(StoreRefusal refused) {
    if (refused.retryAfter().isEmpty()) {
      return response(WeaveError.OVER_QUOTA.exception(String.valueOf(refused.getMessage())));
    }
    var seconds = Long.toString(Math.max(1, refused.retryAfter().get().toSeconds()));
    var response =
        Response.json(HttpFault.UNAVAILABLE.status(), UNSPECIFIED).header("Retry-After", seconds);
    return refused.isCrowded() ? response.header(WeaveHeaders.BACKOFF, seconds) : response;
  }

  private static Response response(WeaveException refused) {
    var error = refused.error();
    var response = error.code() == WeaveError.NO_BODY
        ? Response.of(error.status())
        : Response.json(error.status(), error.code());
    if (error == WeaveError.UNAUTHORIZED) {
      return response.header("WWW-Authenticate", "Hawk");
    }
    return refused
        .lastModified()
        .map(time -> response.header(WeaveHeaders.LAST_MODIFIED, time.toString()))
        .orElse(response);
  }
}
