// SPDX-License-Identifier: MPL-2.0
package firefoxsync.oauth;

import firefoxsync.accounts.SessionAuth;
import firefoxsync.accounts.Sessions;
import firefoxsync.config.PublicUrl;
import firefoxsync.http.Filter;
import firefoxsync.http.RequestHead;
import firefoxsync.http.Response;
import firefoxsync.http.Route;
import firefoxsync.http.RouteTable;
import java.util.List;

/** OAuth among the accounts API, where Firefox looks, and under a root of its own. */
public final class OAuthRoutes {
  private OAuthRoutes() {}

  /** Returns both tables. */
  public static List<RouteTable> tables(
      OAuthServer server, Sessions sessions, PublicUrl publicUrl) {
    var handlers = new OAuthHandlers(server);
    var grants = new GrantHandlers(server);
    var session = SessionAuth.required(sessions, publicUrl);
    var maybeSession = SessionAuth.optional(sessions, publicUrl);
    return List.of(
        RouteTable.of(
                new AccountOAuthErrorFormat(),
                List.of("/auth/v1"),
                Route.post("/oauth/token", grants::token).with(maybeSession),
                Route.post("/oauth/destroy", handlers::destroy),
                Route.post("/oauth/authorization", handlers::authorize).with(session),
                Route.post("/account/scoped-key-data", handlers::scopedKeyData).with(session))
            .around(new EveryAnswer()),
        RouteTable.of(
                new OAuthErrorFormat(),
                List.of("/oauth/v1"),
                Route.post("/token", grants::token),
                Route.post("/destroy", handlers::destroy),
                Route.post("/verify", handlers::verify),
                Route.post("/introspect", handlers::introspect),
                Route.get("/jwks", handlers::keys))
            .around(new EveryAnswer()));
  }

  /** Answers hold tokens, so nobody on the way may keep them; older clients read the time. */
  private static final class EveryAnswer implements Filter {
    @Override
    public Response answer(RequestHead head, Response response) {
      return response
          .header("Timestamp", Long.toString(head.received().getEpochSecond()))
          .header("X-Content-Type-Options", "nosniff")
          .header("Cache-Control", "no-store");
    }
  }
}
