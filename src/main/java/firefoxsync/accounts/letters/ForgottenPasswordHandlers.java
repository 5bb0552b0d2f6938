// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts.letters;

import firefoxsync.accounts.Fields;
import firefoxsync.accounts.Visitor;
import firefoxsync.http.Request;
import firefoxsync.http.Response;
import java.util.Map;

/** {@code /password/forgot/…}: a code by mail, and what it buys. */
final class ForgottenPasswordHandlers {
  private final ForgottenPasswords forgotten;

  ForgottenPasswordHandlers(ForgottenPasswords forgotten) {
    this.forgotten = forgotten;
  }

  Response sendCode(Request request) {
    forgotten.sendCode(Fields.of(request).email(), Visitor.of(request.head()));
    return Response.json(Map.of());
  }

  Response verifyCode(Request request) {
    var fields = Fields.of(request);
    var code = fields.json().requireString("code").strip();
    var token = forgotten.redeem(fields.email(), code, Visitor.of(request.head()));
    return Response.json(Map.of("accountResetToken", token.hex()));
  }
}
