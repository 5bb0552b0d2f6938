// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage.access;

import firefoxsync.accounts.AccountErrorFormat;
import firefoxsync.accounts.AccountRoutes;
import firefoxsync.accounts.Attempts;
import firefoxsync.accounts.SessionAuth;
import firefoxsync.http.Cors;
import firefoxsync.http.Filter;
import firefoxsync.http.RequestHead;
import firefoxsync.http.Response;
import firefoxsync.http.Route;
import firefoxsync.http.RouteTable;
import firefoxsync.people.UserNames;
import firefoxsync.web.Pages;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** How apps get tokens: the dialog, the token endpoint, and what the pages ask for a person. */
public final class AccessRoutes {
  private static final String MOUNT = "/rs-oauth";
  /** A class in school sits behind one address. */
  private static final Attempts.Limit DIALOGS = new Attempts.Limit(300, Duration.ofMinutes(15));

  private static final Attempts.Limit ANSWERS = new Attempts.Limit(60, Duration.ofMinutes(15));

  private final Authorizations authorizations;
  private final AppGrants grants;
  private final Clock clock;

  /** Takes who decides, what was decided, and the time. */
  public AccessRoutes(Authorizations authorizations, AppGrants grants, Clock clock) {
    this.authorizations = authorizations;
    this.grants = grants;
    this.clock = clock;
  }

  /** Returns the table of the dialog. */
  public RouteTable dialog(Pages pages, Duration tokenLife) {
    var dialog = new DialogHandlers(pages, tokenLife, new Attempts(DIALOGS, clock));
    return pages.table(
        List.of(MOUNT),
        Route.get("/authorize", dialog::ofAnybody),
        Route.get("/authorize/{user}", dialog::ofUser));
  }

  /** Returns the table of what apps call themselves, from wherever they run. */
  public RouteTable tokens(ForeignTokens foreign) {
    var exchange = new TokenExchange(foreign, authorizations);
    var handlers = new TokenHandlers(authorizations, exchange, Guesser.limit(clock));
    return RouteTable.of(
            new GrantErrorFormat(),
            List.of(MOUNT),
            Route.post("/token", handlers::token),
            Route.post("/revoke", handlers::revoke))
        .around(new NeverStored())
        .cors(new Cors(List.of("POST"), List.of("Content-Type"), List.of("Retry-After"), 3600));
  }

  /** Returns the table of what the pages ask, with a person's session. */
  public RouteTable own(UserNames names, SessionAuth session) {
    var answers = new Attempts(ANSWERS, clock);
    var handlers = new OwnAccessHandlers(names, grants, authorizations, answers);
    return RouteTable.of(
            new AccountErrorFormat(),
            List.of("/auth/v1"),
            Route.get("/remotestorage/name", handlers::name).with(session),
            Route.post("/remotestorage/name", handlers::choose).with(session),
            Route.get("/remotestorage/apps", handlers::apps).with(session),
            Route.post("/remotestorage/apps/revoke", handlers::revoke).with(session),
            Route.post("/remotestorage/answer", handlers::answer).with(session))
        .around(new AccountRoutes.EveryAnswer());
  }

  /** Answers hold tokens, so nobody on the way may keep them (RFC 6749, 5.1). */
  private static final class NeverStored implements Filter {
    @Override
    public Response answer(RequestHead head, Response response) {
      return response
          .header("Cache-Control", "no-store")
          .header("Pragma", "no-cache")
          .header("X-Content-Type-Options", "nosniff");
    }
  }
}
