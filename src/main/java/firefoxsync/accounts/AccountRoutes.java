// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import firefoxsync.config.PublicUrl;
import firefoxsync.crypto.Secrets;
import firefoxsync.http.Filter;
import firefoxsync.http.RequestHead;
import firefoxsync.http.Response;
import firefoxsync.http.Route;
import firefoxsync.http.RouteTable;
import java.util.List;

/** The accounts API on one screen, under {@code /auth/v1}. */
public final class AccountRoutes {
  private final PublicUrl publicUrl;
  private final Services services;
  private final Secrets secrets;

  /** The services behind the routes. */
  public record Services(Accounts accounts, Sessions sessions, SignIns signIns) {}

  /** Takes what it needs. */
  public AccountRoutes(PublicUrl publicUrl, Services services, Secrets secrets) {
    this.publicUrl = publicUrl;
    this.services = services;
    this.secrets = secrets;
  }

  /** Returns the table. */
  public RouteTable table() {
    var sessions = services.sessions();
    var account = new AccountHandlers(services.accounts(), sessions, services.signIns(), secrets);
    var session = new SessionHandlers(sessions);
    var signedIn = SessionAuth.required(sessions, publicUrl);
    var keyFetch = new KeyFetchAuth(sessions, publicUrl);
    return RouteTable.of(
            new AccountErrorFormat(),
            List.of("/auth/v1"),
            Route.post("/account/create", account::create),
            Route.post("/account/login", account::login),
            Route.post("/account/credentials/status", account::credentialsStatus),
            Route.get("/account/keys", account::keys).with(keyFetch),
            Route.get("/account/status", account::statusById),
            Route.post("/account/status", account::statusByEmail),
            Route.post("/account/destroy", account::destroy),
            Route.get("/account/profile", account::profile).with(signedIn),
            Route.get("/recovery_email/status", account::emailStatus).with(signedIn),
            Route.post("/get_random_bytes", account::randomBytes),
            Route.get("/session/status", session::status).with(signedIn),
            Route.post("/session/destroy", session::destroy).with(signedIn))
        .around(new EveryAnswer());
  }

  /** Older clients set their clocks by {@code Timestamp}; tokens must not stay in caches. */
  public static final class EveryAnswer implements Filter {
    @Override
    public Response answer(RequestHead head, Response response) {
      return response
          .header("Timestamp", Long.toString(head.received().getEpochSecond()))
          .header("X-Content-Type-Options", "nosniff")
          .header("Cache-Control", "no-store");
    }
  }
}
