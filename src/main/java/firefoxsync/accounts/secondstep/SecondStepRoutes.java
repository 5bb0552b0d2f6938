// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts.secondstep;

import firefoxsync.accounts.AccountErrorFormat;
import firefoxsync.accounts.AccountRoutes;
import firefoxsync.accounts.Accounts;
import firefoxsync.accounts.PasswordGate;
import firefoxsync.accounts.SessionAuth;
import firefoxsync.config.PublicUrl;
import firefoxsync.http.Route;
import firefoxsync.http.RouteTable;
import java.util.List;

/** The second step of signing in, under {@code /auth/v1}. */
public final class SecondStepRoutes {
  private final SecondSteps steps;
  private final PasswordGate gate;
  private final Accounts accounts;
  private final PublicUrl publicUrl;

  /** Takes what it needs. */
  public SecondStepRoutes(
      SecondSteps steps, PasswordGate gate, Accounts accounts, PublicUrl publicUrl) {
    this.steps = steps;
    this.gate = gate;
    this.accounts = accounts;
    this.publicUrl = publicUrl;
  }

  /** Returns the table; the step is taken with a session that waits for it. */
  public RouteTable table(SessionAuth session, SessionAuth waiting) {
    var handlers = new SecondStepHandlers(steps, gate, accounts, publicUrl);
    return RouteTable.of(
            new AccountErrorFormat(),
            List.of("/auth/v1"),
            Route.get("/totp/exists", handlers::exists).with(waiting),
            Route.post("/session/verify/totp", handlers::verify).with(waiting),
            Route.post("/session/verify/recoveryCode", handlers::recover).with(waiting),
            Route.post("/totp/create", handlers::create).with(session),
            Route.post("/totp/confirm", handlers::confirm).with(session),
            Route.post("/totp/destroy", handlers::destroy).with(session),
            Route.post("/recoveryCodes", handlers::renewRecoveryCodes).with(session))
        .around(new AccountRoutes.EveryAnswer());
  }
}
