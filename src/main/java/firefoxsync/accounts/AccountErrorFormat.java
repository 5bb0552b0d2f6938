// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import firefoxsync.http.ErrorFormat;
import firefoxsync.http.HttpFault;
import firefoxsync.http.JsonException;
import firefoxsync.http.RequestHead;
import firefoxsync.http.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Errors as the accounts API writes them: {@code code}, {@code errno}, {@code error}, … */
public final class AccountErrorFormat implements ErrorFormat {
  private static final String INFO =
      "https://mozilla.github.io/ecosystem-platform/api#section/Response-format";

  @Override
  public Response fault(HttpFault fault, RequestHead head, Optional<String> reference) {
    Map<String, Object> extras =
        reference.<Map<String, Object>>map(r -> Map.of("reference", r)).orElse(Map.of());
    return switch (fault) {
      case BAD_REQUEST -> write(AccountError.BAD_REQUEST, extras);
      case NOT_FOUND -> write(AccountError.NO_SUCH_ENDPOINT, extras);
      case METHOD_NOT_ALLOWED, REQUEST_TIMEOUT ->
        write(fault.status(), AccountError.BAD_REQUEST, extras);
      case BODY_TOO_LARGE -> write(AccountError.BODY_TOO_LARGE, extras);
      case FAILURE -> write(AccountError.UNEXPECTED, extras);
      case UNAVAILABLE -> write(AccountError.UNAVAILABLE, extras);
    };
  }

  @Override
  public Optional<Response> refusal(RuntimeException exception, RequestHead head) {
    if (exception instanceof AccountException refused) {
      return Optional.of(write(refused.error(), refused.extras()));
    }
    if (exception instanceof JsonException invalid) {
      var reason = String.valueOf(invalid.getMessage());
      return Optional.of(write(errorOf(reason), Map.of("validation", reason)));
    }
    return Optional.empty();
  }

  private static AccountError errorOf(String jsonReason) {
    if (jsonReason.startsWith("not ")) {
      return AccountError.INVALID_JSON;
    }
    return jsonReason.startsWith("missing ")
        ? AccountError.MISSING_PARAMETER
        : AccountError.INVALID_PARAMETER;
  }

  private static Response write(AccountError error, Map<String, Object> extras) {
    return write(error.status(), error, extras);
  }

  private static Response write(int status, AccountError error, Map<String, Object> extras) {
    var members = new LinkedHashMap<String, Object>();
    members.put("code", status);
    members.put("errno", error.errno());
    members.put("error", phrase(status));
    members.put("message", error.message());
    members.put("info", INFO);
    members.putAll(extras);
    var response = Response.json(status, members);
    return extras.get("retryAfter") instanceof Long seconds
        ? response.header("Retry-After", Long.toString(seconds))
        : response;
  }

  private static String phrase(int status) {
    return switch (status) {
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 408 -> "Request Timeout";
      case 413 -> "Request Entity Too Large";
      case 429 -> "Too Many Requests";
      case 503 -> "Service Unavailable";
      default -> "Internal Server Error";
    };
  }
}
