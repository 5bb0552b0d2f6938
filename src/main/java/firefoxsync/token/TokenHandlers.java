// SPDX-License-Identifier: MPL-2.0
package firefoxsync.token;

import firefoxsync.http.Request;
import firefoxsync.http.RequestHead;
import firefoxsync.http.Response;
import firefoxsync.token.AccessTokenVerifier.Verified;
import java.util.LinkedHashMap;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /1.0/sync/1.5}: hands out storage tokens. */
final class TokenHandlers {
  private static final Logger LOG = LoggerFactory.getLogger(TokenHandlers.class);
  private static final String APPLICATION = "sync";
  private static final String VERSION = "1.5";
  private static final Pattern DURATION = Pattern.compile("[0-9]{1,9}");

  private final TokenIssuer issuer;

  TokenHandlers(TokenIssuer issuer) {
    this.issuer = issuer;
  }

  /** Refuses in the order that Mozilla's server does: who, with which keys, for what. */
  Response issue(Request request) {
    var head = request.head();
    var verified = issuer.verify(BearerToken.of(head));
    var keyId = keyId(head);
    checkApplication(head);
    var issued = issue(head, verified, keyId);
    var members = new LinkedHashMap<String, Object>();
    members.put("id", issued.signed().id());
    members.put("key", issued.signed().key());
    members.put("uid", issued.uid());
    members.put("api_endpoint", issued.apiEndpoint());
    members.put("duration", issued.durationSeconds());
    members.put("hashed_fxa_uid", issued.accountPseudonym());
    members.put("hashalg", "sha256");
    members.put("node_type", "firefox-sync");
    return Response.json(members);
  }

  private IssuedToken issue(RequestHead head, Verified verified, KeyId keyId) {
    try {
      return issuer.issue(verified, keyId, wantedSeconds(head));
    } catch (TokenException e) {
      LOG.warn(
          "refused token from {} account {}: {}",
          head.clientAddress(),
          verified.person().accountId(),
          e.getMessage());
      throw e;
    }
  }

  private static KeyId keyId(RequestHead head) {
    var keyId = head.header("X-KeyID")
        .map(KeyId::parse)
        .orElseThrow(() -> TokenError.MISSING_KEY_ID.exception("no X-KeyID"));
    head.header("X-Client-State").ifPresent(keyId::check);
    return keyId;
  }

  private static void checkApplication(RequestHead head) {
    if (!head.pathValue("application").equals(APPLICATION)) {
      throw TokenError.UNKNOWN_APPLICATION.exception("not the application " + APPLICATION);
    }
    var version = head.pathValue("version");
    if (!version.equals(VERSION)) {
      throw TokenError.UNKNOWN_VERSION.exceptionNaming(version, "not the version " + VERSION);
    }
  }

  /** Returns how long the token shall be good; absent, too, when the client says something odd. */
  private static OptionalLong wantedSeconds(RequestHead head) {
    return head.query()
        .first("duration")
        .filter(text -> DURATION.matcher(text).matches())
        .map(text -> OptionalLong.of(Long.parseLong(text)))
        .orElseGet(OptionalLong::empty);
  }
}
