// SPDX-License-Identifier: MPL-2.0
package firefoxsync.oauth;

import firefoxsync.accounts.AccountErrorFormat;
import firefoxsync.http.ErrorFormat;
import firefoxsync.http.HttpFault;
import firefoxsync.http.RequestHead;
import firefoxsync.http.Response;
import java.util.Optional;

/** OAuth's errors among those of the accounts API, under {@code /auth/v1}. */
final class AccountOAuthErrorFormat implements ErrorFormat {
  private final AccountErrorFormat accounts = new AccountErrorFormat();

  @Override
  public Response fault(HttpFault fault, RequestHead head, Optional<String> reference) {
    return accounts.fault(fault, head, reference);
  }

  @Override
  public Optional<Response> refusal(RuntimeException exception, RequestHead head) {
    return exception instanceof OAuthException refused
        ? accounts.refusal(
            refused.error().accountError().exception(String.valueOf(refused.getMessage())), head)
        : accounts.refusal(exception, head);
  }
}
