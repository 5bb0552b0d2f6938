// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts.invitations;

import firefoxsync.accounts.AccountErrorFormat;
import firefoxsync.accounts.AccountRoutes;
import firefoxsync.accounts.Accounts;
import firefoxsync.accounts.SessionAuth;
import firefoxsync.config.PublicUrl;
import firefoxsync.http.Route;
import firefoxsync.http.RouteTable;
import java.util.List;

/** Invitations, for those who hold one and for those who own the server. */
public final class InvitationRoutes {
  private InvitationRoutes() {}

  /** Returns the table. */
  public static RouteTable table(
      Invitations invitations, Accounts accounts, PublicUrl publicUrl, SessionAuth session) {
    var handlers = new InvitationHandlers(invitations, accounts, publicUrl);
    return RouteTable.of(
            new AccountErrorFormat(),
            List.of("/auth/v1"),
            Route.post("/invitation/status", handlers::status),
            Route.get("/invitations", handlers::list).with(session),
            Route.post("/invitations", handlers::create).with(session),
            Route.post("/invitations/revoke", handlers::revoke).with(session))
        .around(new AccountRoutes.EveryAnswer());
  }
}
