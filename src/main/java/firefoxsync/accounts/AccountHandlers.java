// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import firefoxsync.crypto.Secrets;
import firefoxsync.http.Request;
import firefoxsync.http.RequestHead;
import firefoxsync.http.Response;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code /account/…}: making, opening and deleting an account, and what may be asked about it. */
final class AccountHandlers {
  private static final int RANDOM_BYTES = 32;

  private final Accounts accounts;
  private final Sessions sessions;
  private final SignIns signIns;
  private final Secrets secrets;

  AccountHandlers(Accounts accounts, Sessions sessions, SignIns signIns, Secrets secrets) {
    this.accounts = accounts;
    this.sessions = sessions;
    this.signIns = signIns;
    this.secrets = secrets;
  }

  Response create(Request request) {
    var fields = Fields.of(request);
    if (fields.has("authPW") && !fields.has("authPWVersion2")) {
      // 1,000 rounds are little against a stolen database.
      throw AccountError.INVALID_PARAMETER
          .exception("authPW of version 1")
          .with("validation", "send authPWVersion2, wrapKbVersion2 and clientSalt");
    }
    var wanted = new NewAccount(
        fields.email(),
        fields.clientSalt(),
        fields.bytes("authPWVersion2"),
        fields.bytes("wrapKbVersion2"));
    return signedIn(signIns.signUp(wanted, visitor(request), keysWanted(request)));
  }

  Response login(Request request) {
    var fields = Fields.of(request);
    return signedIn(
        signIns.signIn(fields.email(), authPw(fields), visitor(request), keysWanted(request)));
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
    signIns.delete(fields.email(), authPw(fields), visitor(request));
    return Response.json(Map.of());
  }

  Response profile(Request request) {
    var account = account(request);
    return Response.json(Map.of(
        "email",
        account.email().typed(),
        "locale",
        "en",
        "authenticationMethods",
        List.of("pwd"),
        "authenticatorAssuranceLevel",
        1,
        "profileChangedAt",
        account.createdAt(),
        "metricsEnabled",
        false));
  }

  Response emailStatus(Request request) {
    return Response.json(Map.of(
        "email", account(request).email().typed(),
        "verified", true,
        "sessionVerified", true,
        "emailVerified", true,
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

  private static Response signedIn(SignedIn signedIn) {
    var members = new LinkedHashMap<String, Object>();
    members.put("uid", signedIn.session().accountId());
    members.put("sessionToken", signedIn.sessionToken().hex());
    var keyFetch = signedIn.keyFetch();
    if (keyFetch != null) {
      members.put("keyFetchToken", keyFetch.hex());
    }
    members.put("authAt", signedIn.session().authAtSeconds());
    members.put("verified", true);
    members.put("metricsEnabled", false);
    return Response.json(members);
  }

  /** Reads authPW under either name: the salt alone tells the versions apart. */
  private static byte[] authPw(Fields fields) {
    return fields.bytes(fields.has("authPWVersion2") ? "authPWVersion2" : "authPW");
  }

  private static boolean keysWanted(Request request) {
    return request.head().query().first("keys").filter("true"::equals).isPresent();
  }

  private static Visitor visitor(Request request) {
    RequestHead head = request.head();
    return new Visitor(head.clientAddress(), head.header("User-Agent").orElse(""));
  }
}
