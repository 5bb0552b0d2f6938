// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts.secondstep;

import static java.nio.charset.StandardCharsets.UTF_8;

import firefoxsync.accounts.AccountError;
import firefoxsync.accounts.Accounts;
import firefoxsync.accounts.Fields;
import firefoxsync.accounts.PasswordGate;
import firefoxsync.accounts.Refusals;
import firefoxsync.accounts.Session;
import firefoxsync.accounts.SessionAuth;
import firefoxsync.accounts.Visitor;
import firefoxsync.config.PublicUrl;
import firefoxsync.http.Request;
import firefoxsync.http.Response;
import firefoxsync.qr.QrPicture;
import java.net.URLEncoder;
import java.util.Map;

/** {@code /totp/…}, {@code /session/verify/…}: setting up the second step, and taking it. */
final class SecondStepHandlers {
  private final SecondSteps steps;
  private final PasswordGate gate;
  private final Accounts accounts;
  private final PublicUrl publicUrl;

  SecondStepHandlers(SecondSteps steps, PasswordGate gate, Accounts accounts, PublicUrl publicUrl) {
    this.steps = steps;
    this.gate = gate;
    this.accounts = accounts;
    this.publicUrl = publicUrl;
  }

  Response exists(Request request) {
    boolean isOn = steps.isOn(SessionAuth.session(request).accountId());
    return Response.json(Map.of("exists", isOn, "verified", isOn));
  }

  Response create(Request request) {
    var session = confirmed(request);
    var fresh = steps.create(session.accountId());
    var url = url(session, fresh.seed());
    var code = QrPicture.of(url);
    return Response.json(Map.of(
        "secret",
        fresh.seed(),
        "url",
        url,
        "qrCode",
        Map.of("size", code.size(), "path", code.path()),
        "recoveryCodes",
        fresh.recoveryCodes()));
  }

  Response confirm(Request request) {
    if (!verified(request)) {
      throw AccountError.INVALID_CODE.exception("wrong code");
    }
    return Response.json(Map.of());
  }

  Response verify(Request request) {
    return Response.json(Map.of("success", verified(request)));
  }

  Response recover(Request request) {
    var session = SessionAuth.session(request);
    var left = steps
        .recover(session, Fields.of(request).json().requireString("code"))
        .orElseThrow(() -> {
          refused(request, session);
          return AccountError.UNKNOWN_RECOVERY_CODE.exception("unknown recovery code");
        });
    return Response.json(Map.of("remaining", left));
  }

  Response renewRecoveryCodes(Request request) {
    var session = confirmed(request);
    return Response.json(Map.of("recoveryCodes", steps.renewRecoveryCodes(session.accountId())));
  }

  Response destroy(Request request) {
    steps.drop(confirmed(request).accountId());
    return Response.json(Map.of());
  }

  private boolean verified(Request request) {
    var session = SessionAuth.session(request);
    boolean isRight = steps.verify(session, Fields.of(request).json().requireString("code"));
    if (!isRight) {
      refused(request, session);
    }
    return isRight;
  }

  private static void refused(Request request, Session session) {
    Refusals.ofAccount(
        "second step", Visitor.of(request.head()), session.accountId(), "wrong code");
  }

  private Session confirmed(Request request) {
    var session = SessionAuth.session(request);
    gate.confirm(session, Fields.of(request).authPw(), Visitor.of(request.head()));
    return session;
  }

  /** Returns what apps read from a QR code. */
  private String url(Session session, String seed) {
    var email = accounts
        .find(session.accountId())
        .map(account -> account.email().typed())
        .orElse(session.accountId());
    var host = publicUrl.host();
    return "otpauth://totp/%s:%s?secret=%s&issuer=%s"
        .formatted(encode(host), encode(email), seed, encode(host));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }
}
