// SPDX-License-Identifier: MPL-2.0
package firefoxsync.oauth;

import firefoxsync.accounts.SessionAuth;
import firefoxsync.http.Json;
import firefoxsync.http.JsonObject;
import firefoxsync.http.Request;
import firefoxsync.http.Response;
import java.util.LinkedHashMap;

/** {@code oauth/token}: one path, one meaning for each {@code grant_type}. */
final class GrantHandlers {
  private final OAuthServer server;

  GrantHandlers(OAuthServer server) {
    this.server = server;
  }

  Response token(Request request) {
    var body = Json.object(request.body());
    return switch (body.string("grant_type").orElse("authorization_code")) {
      case "fxa-credentials" -> json(fromSession(request, body));
      case "authorization_code" -> json(fromCode(request, body));
      case "refresh_token" -> json(fromRefreshToken(body));
      default -> throw OAuthError.INVALID_GRANT_TYPE.exception("no such grant type");
    };
  }

  private IssuedTokens fromSession(Request request, JsonObject body) {
    var session = SessionAuth.find(request)
        .orElseThrow(() -> OAuthError.INVALID_TOKEN.exception("this grant needs a session"));
    var wish = new TokenWish(client(body), scopes(body), isOffline(body));
    return server.issue(session, wish, life(body));
  }

  private IssuedTokens fromCode(Request request, JsonObject body) {
    return server.redeem(new CodeRedemption(
        client(body),
        body.requireString("code"),
        body.requireString("code_verifier"),
        life(body),
        request.head().header("User-Agent").orElse(""),
        SessionAuth.find(request).orElse(null)));
  }

  private IssuedTokens fromRefreshToken(JsonObject body) {
    return server.refresh(new RefreshRequest(
        client(body),
        body.requireString("refresh_token"),
        body.string("scope").map(Scopes::parse).orElse(null),
        life(body)));
  }

  static OAuthClient client(JsonObject body) {
    return OAuthClient.of(body.requireString("client_id"));
  }

  static Scopes scopes(JsonObject body) {
    return Scopes.parse(body.requireString("scope"));
  }

  static boolean isOffline(JsonObject body) {
    return body.string("access_type").filter("offline"::equals).isPresent();
  }

  private static AccessTokenLife life(JsonObject body) {
    return AccessTokenLife.of(body.integer("ttl"));
  }

  /** Clients read scope and expires_in without looking whether they are there. */
  private static Response json(IssuedTokens issued) {
    var authority = issued.grant().authority();
    var members = new LinkedHashMap<String, Object>();
    members.put("access_token", issued.accessToken().hex());
    members.put("token_type", "bearer");
    members.put("scope", authority.scopes().text());
    members.put("expires_in", issued.lifeSeconds());
    members.put("auth_at", authority.authAtSeconds());
    if (issued.refreshToken() != null) {
      members.put("refresh_token", issued.refreshToken().hex());
    }
    if (issued.keysJwe() != null) {
      members.put("keys_jwe", issued.keysJwe());
    }
    if (issued.sessionToken() != null) {
      members.put("session_token", issued.sessionToken().hex());
    }
    return Response.json(members);
  }
}
