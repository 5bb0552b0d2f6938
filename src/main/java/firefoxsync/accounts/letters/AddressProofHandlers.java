// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts.letters;

import firefoxsync.accounts.Fields;
import firefoxsync.accounts.SessionAuth;
import firefoxsync.accounts.Visitor;
import firefoxsync.http.Request;
import firefoxsync.http.Response;
import java.util.Map;

/** {@code /session/verify_code} and its like: a new account shows that its mailbox is its own. */
final class AddressProofHandlers {
  private final AddressProofs proofs;

  AddressProofHandlers(AddressProofs proofs) {
    this.proofs = proofs;
  }

  Response verifyCode(Request request) {
    var code = Fields.of(request).json().requireString("code").strip();
    proofs.prove(SessionAuth.session(request), code, Visitor.of(request.head()));
    return Response.json(Map.of());
  }

  Response resendCode(Request request) {
    proofs.mailAgain(SessionAuth.session(request), Visitor.of(request.head()));
    return Response.json(Map.of());
  }
}
