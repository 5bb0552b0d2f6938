// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts.letters;

import firefoxsync.accounts.AccountErrorFormat;
import firefoxsync.accounts.AccountRoutes;
import firefoxsync.accounts.SessionAuth;
import firefoxsync.http.Route;
import firefoxsync.http.RouteTable;
import java.util.List;

/** What is done by codes that are mailed, under {@code /auth/v1}. */
public final class LetterRoutes {
  private LetterRoutes() {}

  /** Returns the table; a new account's address is proven with a session that waits for it. */
  public static RouteTable table(
      ForgottenPasswords forgotten, AddressProofs proofs, SessionAuth waiting) {
    var handlers = new ForgottenPasswordHandlers(forgotten);
    var address = new AddressProofHandlers(proofs);
    return RouteTable.of(
            new AccountErrorFormat(),
            List.of("/auth/v1"),
            Route.post("/password/forgot/send_otp", handlers::sendCode),
            Route.post("/password/forgot/verify_otp", handlers::verifyCode),
            Route.post("/session/verify_code", address::verifyCode).with(waiting),
            Route.post("/session/resend_code", address::resendCode).with(waiting),
            Route.post("/recovery_email/resend_code", address::resendCode).with(waiting))
        .around(new AccountRoutes.EveryAnswer());
  }
}
