// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import firefoxsync.accounts.invitations.InvitationRoutes;
import firefoxsync.accounts.letters.LetterRoutes;
import firefoxsync.accounts.secondstep.SecondStepRoutes;
import firefoxsync.config.PublicUrl;
import firefoxsync.crypto.Secrets;
import firefoxsync.http.Filter;
import firefoxsync.http.RequestHead;
import firefoxsync.http.Response;
import firefoxsync.http.Route;
import firefoxsync.http.RouteTable;
import java.util.List;

/** The accounts API, without devices, on one screen, under {@code /auth/v1}. */
public final class AccountRoutes {
  private final PublicUrl publicUrl;
  private final AccountServices services;
  private final Secrets secrets;

  /** Takes what it needs. */
  public AccountRoutes(PublicUrl publicUrl, AccountServices services, Secrets secrets) {
    this.publicUrl = publicUrl;
    this.services = services;
    this.secrets = secrets;
  }

  /** Returns the tables. */
  public List<RouteTable> tables() {
    var sessions = services.sessions();
    var verified = SessionAuth.required(sessions, publicUrl);
    var waitingToo = SessionAuth.waitingToo(sessions, publicUrl);
    return List.of(
        accounts(verified, waitingToo),
        passwords(verified),
        LetterRoutes.table(services.forgotten(), services.proofs(), waitingToo),
        InvitationRoutes.table(services.invitations(), services.accounts(), publicUrl, verified),
        new SecondStepRoutes(
                services.secondSteps(), services.gate(), services.accounts(), publicUrl)
            .table(verified, waitingToo));
  }

  private RouteTable accounts(SessionAuth verified, SessionAuth waitingToo) {
    var sessions = services.sessions();
    var account = new AccountHandlers(services, secrets);
    var session = new SessionHandlers(sessions, services.accounts());
    return RouteTable.of(
            new AccountErrorFormat(),
            List.of("/auth/v1"),
            Route.post("/account/create", account::create),
            Route.post("/account/login", account::login),
            Route.post("/account/credentials/status", account::credentialsStatus),
            Route.get("/account/keys", account::keys).with(new KeyFetchAuth(sessions, publicUrl)),
            Route.get("/account/status", account::statusById),
            Route.post("/account/status", account::statusByEmail),
            Route.post("/account/destroy", account::destroy)
                .with(SessionAuth.optional(sessions, publicUrl)),
            Route.post("/account/email", account::changeEmail).with(verified),
            Route.get("/recovery_email/status", account::emailStatus).with(waitingToo),
            Route.post("/get_random_bytes", account::randomBytes),
            Route.get("/session/status", session::status).with(waitingToo),
            Route.post("/session/destroy", session::destroy).with(waitingToo))
        .around(new EveryAnswer());
  }

  private RouteTable passwords(SessionAuth verified) {
    var password = new PasswordHandlers(services);
    var change = passwordToken(AccountToken.Kind.PASSWORD_CHANGE);
    var reset = passwordToken(AccountToken.Kind.ACCOUNT_RESET);
    return RouteTable.of(
            new AccountErrorFormat(),
            List.of("/auth/v1"),
            Route.post("/password/change/start", password::start).with(verified),
            Route.post("/password/change/finish", password::finish).with(change),
            Route.get("/account/reset/status", password::resetStatus).with(reset),
            Route.post("/account/reset", password::reset).with(reset),
            Route.get("/recoveryKey/{recoveryKeyId}", password::recoveryData).with(reset),
            Route.post("/recoveryKey/exists", password::recoveryKeyExists).with(verified),
            Route.post("/recoveryKey", password::createRecoveryKey).with(verified),
            Route.post("/recoveryKey/destroy", password::deleteRecoveryKey).with(verified))
        .around(new EveryAnswer());
  }

  private PasswordTokenAuth passwordToken(AccountToken.Kind kind) {
    return new PasswordTokenAuth(kind, services.passwords(), publicUrl);
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
