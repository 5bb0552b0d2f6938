// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage;

import firefoxsync.http.ErrorFormat;
import firefoxsync.http.HttpFault;
import firefoxsync.http.RequestHead;
import firefoxsync.http.Response;
import java.util.Optional;

/** Writes errors as a status, its headers and a few words: the protocol asks for no more. */
final class RemoteStorageErrorFormat implements ErrorFormat {
  private static final String CHALLENGE = "Bearer realm=\"remoteStorage\"";

  /** Clients come again by themselves; a person who is full must delete something first. */
  private static final int FULL_RETRY_SECONDS = 300;

  private static final int BUSY_RETRY_SECONDS = 30;

  @Override
  public Response fault(HttpFault fault, RequestHead head, Optional<String> reference) {
    return ErrorFormat.PLAIN.fault(fault, head, reference);
  }

  @Override
  public Optional<Response> refusal(RuntimeException exception, RequestHead head) {
    return exception instanceof RemoteStorageException refused
        ? Optional.of(response(refused))
        : Optional.empty();
  }

  private static Response response(RemoteStorageException refused) {
    var error = refused.error();
    var response = Response.text(error.status(), error.text() + "\n");
    var detail = refused.detail();
    if (!detail.name().isEmpty()) {
      response = response.header(detail.name(), detail.value());
    }
    return switch (error) {
      case NO_CREDENTIAL -> challenge(response, "");
      case INVALID_CREDENTIAL -> challenge(response, ", error=\"invalid_token\"");
      case INSUFFICIENT_SCOPE -> challenge(response, ", error=\"insufficient_scope\"");
      case OVER_QUOTA -> response.header("Retry-After", "" + FULL_RETRY_SECONDS);
      case TOO_MANY_REQUESTS, TOO_MANY_UPLOADS ->
        response.header("Retry-After", "" + BUSY_RETRY_SECONDS);
      case BAD_PATH,
          NOT_A_DOCUMENT,
          BAD_HEADER,
          NOT_FOUND,
          NAME_TAKEN,
          PRECONDITION_FAILED,
          PATH_TOO_LONG,
          RANGE_NOT_SATISFIABLE,
          MISDIRECTED -> response;
    };
  }

  /** Which scope would do is not told: it would tell a full folder from an empty one. */
  private static Response challenge(Response response, String error) {
    return response.header("WWW-Authenticate", CHALLENGE + error);
  }
}
