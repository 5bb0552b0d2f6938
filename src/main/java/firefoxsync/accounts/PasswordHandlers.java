// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import firefoxsync.http.Request;
import firefoxsync.http.Response;
import java.util.Map;

/** {@code /password/…}, {@code /account/reset}, {@code /recoveryKey}: new passwords for old. */
final class PasswordHandlers {
  private final Passwords passwords;
  private final RecoveryKeys recoveryKeys;
  private final PasswordGate gate;
  private final PasswordFields fields;

  PasswordHandlers(AccountServices services) {
    this.passwords = services.passwords();
    this.recoveryKeys = services.recoveryKeys();
    this.gate = services.gate();
    this.fields = new PasswordFields(services.takesVersion1());
  }

  Response start(Request request) {
    var body = Fields.of(request);
    var authPw = body.bytes(body.has("oldAuthPWVersion2") ? "oldAuthPWVersion2" : "oldAuthPW");
    var started = passwords.start(SessionAuth.session(request), authPw, Visitor.of(request.head()));
    return Response.json(Map.of(
        "passwordChangeToken",
        started.change().hex(),
        "keyFetchToken",
        started.keyFetch().hex(),
        "keyFetchToken2",
        started.keyFetch().hex(),
        "verified",
        true));
  }

  Response finish(Request request) {
    var password = fields.read(Fields.of(request));
    return PasswordFields.signedIn(
        passwords.change(PasswordTokenAuth.tokenId(request), password, beginning(request)));
  }

  Response resetStatus(Request request) {
    var reset = passwords.reset(PasswordTokenAuth.tokenId(request));
    return Response.json(Map.of(
        "email", reset.account().email().typed(),
        "expiresAt", reset.token().expiresAt(),
        "hasRecoveryKey", reset.hasRecoveryKey(),
        "dropsSecondStep", reset.token().dropsSecondStep()));
  }

  Response reset(Request request) {
    var body = Fields.of(request);
    var signedIn = passwords.reset(
        PasswordTokenAuth.tokenId(request),
        fields.read(body),
        body.json().string("recoveryKeyId").orElse(null),
        beginning(request));
    return PasswordFields.signedIn(signedIn);
  }

  Response recoveryData(Request request) {
    var data = passwords.recoveryData(
        PasswordTokenAuth.tokenId(request), request.head().pathValue("recoveryKeyId"));
    return Response.json(Map.of("recoveryData", data));
  }

  Response recoveryKeyExists(Request request) {
    boolean exists = recoveryKeys.exists(SessionAuth.session(request).accountId());
    return Response.json(Map.of("exists", exists));
  }

  Response createRecoveryKey(Request request) {
    var body = Fields.of(request);
    var accountId = confirmed(request, body);
    recoveryKeys.create(
        accountId,
        body.json().requireString("recoveryKeyId"),
        body.json().requireString("recoveryData"));
    return Response.json(Map.of());
  }

  Response deleteRecoveryKey(Request request) {
    recoveryKeys.delete(confirmed(request, Fields.of(request)));
    return Response.json(Map.of());
  }

  private String confirmed(Request request, Fields body) {
    var session = SessionAuth.session(request);
    gate.confirm(session, body.authPw(), Visitor.of(request.head()));
    return session.accountId();
  }

  private static Passwords.Beginning beginning(Request request) {
    return new Passwords.Beginning(Visitor.of(request.head()), PasswordFields.keysWanted(request));
  }
}
