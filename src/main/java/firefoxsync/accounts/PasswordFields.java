// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import firefoxsync.http.Request;
import firefoxsync.http.Response;
import java.util.LinkedHashMap;

/** What a body says of a new password, and what its browser is answered. */
final class PasswordFields {
  private final boolean takesVersion1;

  PasswordFields(boolean takesVersion1) {
    this.takesVersion1 = takesVersion1;
  }

  /** Reads a password of version 2 and, for command-line clients, of version 1 beside it. */
  NewPassword read(Fields fields) {
    boolean hasVersion1 = fields.has("authPW");
    if (hasVersion1 && !fields.has("authPWVersion2")) {
      // 1,000 rounds are little against a stolen database.
      throw AccountError.INVALID_PARAMETER
          .exception("authPW of version 1")
          .with("validation", "send authPWVersion2, wrapKbVersion2 and clientSalt");
    }
    if (hasVersion1 && !takesVersion1) {
      throw AccountError.INVALID_PARAMETER
          .exception("authPW of version 1")
          .with("validation", "authPW and wrapKb are not taken here, see accounts.v1_verifiers");
    }
    var password = NewPassword.of(
        fields.clientSalt(), fields.bytes("authPWVersion2"), fields.bytes("wrapKbVersion2"));
    return hasVersion1
        ? new NewPassword(
            password.salt(),
            password.proof(),
            new NewPassword.Proof(fields.bytes("authPW"), fields.bytes("wrapKb")))
        : password;
  }

  static boolean keysWanted(Request request) {
    return request.head().query().first("keys").filter("true"::equals).isPresent();
  }

  /** Returns what a browser gets that has just shown or set a password. */
  static Response signedIn(SignedIn signedIn) {
    var session = signedIn.session();
    var members = new LinkedHashMap<String, Object>();
    members.put("uid", session.accountId());
    members.put("sessionToken", signedIn.sessionToken().hex());
    var keyFetch = signedIn.keyFetch();
    if (keyFetch != null) {
      // It opens kB by the version that was shown; clients of version 2 look under their own name.
      members.put("keyFetchToken", keyFetch.hex());
      members.put("keyFetchTokenVersion2", keyFetch.hex());
    }
    members.put("authAt", session.authAtSeconds());
    members.put("verified", session.isVerified());
    if (signedIn.due() != Due.NOTHING) {
      members.put("verificationMethod", signedIn.due().method());
      members.put("verificationReason", signedIn.due().reason());
    }
    members.put("metricsEnabled", false);
    return Response.json(members);
  }
}
