// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import firefoxsync.http.Request;
import firefoxsync.http.Response;
import java.util.Map;

/** {@code /session/…}: is it alive, and its end. */
final class SessionHandlers {
  private final Sessions sessions;
  private final Accounts accounts;

  SessionHandlers(Sessions sessions, Accounts accounts) {
    this.sessions = sessions;
    this.accounts = accounts;
  }

  Response status(Request request) {
    var session = SessionAuth.session(request);
    boolean isProven = accounts
        .find(session.accountId())
        .filter(account -> !account.isUnproven())
        .isPresent();
    var details = Map.of("accountEmailVerified", isProven, "sessionVerified", session.isVerified());
    return Response.json(Map.of(
        "state",
        session.isVerified() ? "verified" : "unverified",
        "uid",
        session.accountId(),
        "details",
        details));
  }

  Response destroy(Request request) {
    var session = SessionAuth.session(request);
    var other = Fields.of(request).hashId("customSessionToken").map(AccountToken::storedId);
    if (!sessions.destroy(session.accountId(), other.orElse(session.id()))) {
      throw AccountError.INVALID_TOKEN.exception("no such session");
    }
    return Response.json(Map.of());
  }
}
