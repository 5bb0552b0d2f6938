// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import firefoxsync.crypto.Secrets;
import firefoxsync.http.Request;
import firefoxsync.http.Response;
import java.util.HexFormat;
import java.util.Map;

/** {@code /account/…}: making, opening and deleting an account, and what may be asked about it. */
final class AccountHandlers {
  private static final int RANDOM_BYTES = 32;

  private final Accounts accounts;
  private final Sessions sessions;
  private final SignIns signIns;
  private final PasswordFields passwords;
  private final Secrets secrets;

  AccountHandlers(AccountServices services, Secrets secrets) {
    this.accounts = services.accounts();
    this.sessions = services.sessions();
    this.signIns = services.signIns();
    this.passwords = new PasswordFields(services.takesVersion1());
    this.secrets = secrets;
  }

  Response create(Request request) {
    var fields = Fields.of(request);
    var wanted = new NewAccount(fields.email(), passwords.read(fields));
    var signedIn = signIns.signUp(
        wanted,
        fields.json().string("invitation").orElse(null),
        Visitor.of(request.head()),
        PasswordFields.keysWanted(request));
    return PasswordFields.signedIn(signedIn);
  }

  Response login(Request request) {
    var fields = Fields.of(request);
    return PasswordFields.signedIn(signIns.signIn(
        fields.email(),
        fields.authPw(),
        Visitor.of(request.head()),
        PasswordFields.keysWanted(request)));
  }

  Response credentialsStatus(Request request) {
    var salt = accounts.clientSalt(Fields.of(request).email());
    return Response.json(
        Map.of("upgradeNeeded", false, "currentVersion", "v2", "clientSalt", salt));
  }

  Response keys(Request request) {
    var bundle = sessions.takeBundle(KeyFetchAuth.tokenId(request));
    return Response.json(Map.of("bundle", HexFormat.of().formatHex(bundle)));
  }

  Response statusById(Request request) {
    var uid = request.head().query().first("uid").orElseThrow(() -> Fields.missing("uid"));
    // "Does not exist" makes a browser forget the account, so a malformed uid must not say it.
    var exists = accounts.find(Fields.accountId(uid)).isPresent();
    return Response.json(Map.of("exists", exists));
  }

  Response statusByEmail(Request request) {
    var exists = signIns.mayExist(Fields.of(request).email());
    return Response.json(Map.of("exists", exists, "hasPassword", true));
  }

  Response destroy(Request request) {
    var fields = Fields.of(request);
    signIns.delete(
        fields.email(),
        fields.authPw(),
        SessionAuth.find(request).orElse(null),
        Visitor.of(request.head()));
    return Response.json(Map.of());
  }

  Response changeEmail(Request request) {
    var fields = Fields.of(request);
    var email = fields.email();
    var now = signIns.changeEmail(
        SessionAuth.session(request),
        email,
        fields.authPw(),
        fields.json().string("code").map(String::strip),
        Visitor.of(request.head()));
    boolean isCodeMailed = !now.equals(email);
    return Response.json(Map.of("email", now.typed(), "isCodeMailed", isCodeMailed));
  }

  Response emailStatus(Request request) {
    var account = account(request);
    return Response.json(Map.of(
        "email", account.email().typed(),
        "verified", SessionAuth.session(request).isVerified(),
        "sessionVerified", SessionAuth.session(request).isVerified(),
        "emailVerified", !account.isUnproven(),
        "hasSecondaryEmail", false));
  }

  Response randomBytes(Request request) {
    return Response.json(Map.of("data", secrets.hex(RANDOM_BYTES)));
  }

  private Account account(Request request) {
    return accounts
        .find(SessionAuth.session(request).accountId())
        .orElseThrow(() -> AccountError.INVALID_TOKEN.exception("the account is gone"));
  }
}
