// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog.linking;

import firefoxsync.accounts.AccountErrorFormat;
import firefoxsync.http.ErrorFormat;
import firefoxsync.http.HttpFault;
import firefoxsync.http.RequestHead;
import firefoxsync.http.Response;
import firefoxsync.remotelog.ProviderException;
import firefoxsync.sync.StoreRefusal;
import java.util.Map;
import java.util.Optional;

/** Errors as the accounts API writes them, with numbers of this folder's own. */
final class LinkErrorFormat implements ErrorFormat {
  private final AccountErrorFormat accounts = new AccountErrorFormat();

  @Override
  public Response fault(HttpFault fault, RequestHead head, Optional<String> reference) {
    return accounts.fault(fault, head, reference);
  }

  @Override
  public Optional<Response> refusal(RuntimeException exception, RequestHead head) {
    if (exception instanceof LinkException refused) {
      return Optional.of(write(refused.error()));
    }
    if (exception instanceof ProviderException failed) {
      return Optional.of(write(LinkError.of(failed)));
    }
    if (exception instanceof StoreRefusal) {
      return Optional.of(write(LinkError.BUSY));
    }
    return accounts.refusal(exception, head);
  }

  private static Response write(LinkError error) {
    var response = Response.json(
        error.status(),
        Map.of("code", error.status(), "errno", error.errno(), "message", error.message()));
    return error.status() == HttpFault.UNAVAILABLE.status()
        ? response.header("Retry-After", Integer.toString(HttpFault.RETRY_AFTER_SECONDS))
        : response;
  }
}
