// SPDX-License-Identifier: MPL-2.0
package firefoxsync.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import firefoxsync.accounts.SessionAuth;
import firefoxsync.http.Json;
import firefoxsync.http.JsonException;
import firefoxsync.http.Request;
import firefoxsync.http.Response;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Codes for pages, and what anybody may ask about a token that she holds. */
final class OAuthHandlers {
  private static final int STATE_CHARACTERS_MAX = 512;

  private final OAuthServer server;

  OAuthHandlers(OAuthServer server) {
    this.server = server;
  }

  /** Makes a code for the browser that opened the page. */
  Response authorize(Request request) {
    var body = Json.object(request.body());
    var client = GrantHandlers.client(body);
    if (!body.string("response_type").orElse("code").equals("code")) {
      throw OAuthError.INVALID_RESPONSE_TYPE.exception("only codes are given");
    }
    body.string("redirect_uri").ifPresent(client::checkRedirect);
    var state = body.requireString("state");
    if (state.isEmpty() || state.length() > STATE_CHARACTERS_MAX) {
      throw OAuthError.INVALID_PARAMETER.exception("state is empty or too long");
    }
    var wish = new TokenWish(client, GrantHandlers.scopes(body), GrantHandlers.isOffline(body));
    var challenge =
        CodeChallenge.of(body.string("code_challenge_method"), body.string("code_challenge"));
    var keysJwe = body.string("keys_jwe").orElse(null);
    var code = server.authorize(
        SessionAuth.session(request), new AuthorizationRequest(wish, challenge, keysJwe));
    var members = new LinkedHashMap<String, Object>();
    members.put("code", code.hex());
    members.put("state", state);
    members.put(
        "redirect",
        client.redirect() + "?code=" + code.hex() + "&state=" + URLEncoder.encode(state, UTF_8));
    members.put("scope", wish.scopes().text());
    return Response.json(members);
  }

  /** Tells the page what goes into the scoped keys beside kB. */
  Response scopedKeyData(Request request) {
    var body = Json.object(request.body());
    GrantHandlers.client(body);
    var keys = new LinkedHashMap<String, Object>();
    server
        .scopedKey(SessionAuth.session(request), GrantHandlers.scopes(body))
        .ifPresent(key -> keys.put(
            key.scope().text(),
            Map.of(
                "identifier", key.scope().text(),
                "keyRotationSecret", ScopedKey.ROTATION_SECRET,
                "keyRotationTimestamp", key.rotationTimestamp())));
    return Response.json(keys);
  }

  /** Ends a token. Desktop's sign-in fails unless this succeeds, whatever became of the token. */
  Response destroy(Request request) {
    var body = Json.object(request.body());
    var token = Stream.of("token", "access_token", "refresh_token")
        .map(body::string)
        .flatMap(Optional::stream)
        .findFirst()
        .orElseThrow(() -> new JsonException("missing token"));
    server.destroy(token);
    return Response.json(Map.of());
  }

  /** Tells a service whose access token it was shown. */
  Response verify(Request request) {
    var authority = server
        .verify(Json.object(request.body()).requireString("token"))
        .map(Grant::authority)
        .orElseThrow(() -> OAuthError.INVALID_TOKEN.exception("the access token is dead"));
    var members = new LinkedHashMap<String, Object>();
    members.put("user", authority.accountId());
    members.put("client_id", authority.client().id());
    members.put("scope", authority.scopes().names());
    members.put("generation", authority.generation());
    members.put("profile_changed_at", authority.generation());
    return Response.json(members);
  }

  /** Tells a browser whether its token still holds; a dead one is an answer too. */
  Response introspect(Request request) {
    var found = server.introspect(Json.object(request.body()).requireString("token"));
    return Response.json(found.map(OAuthHandlers::active).orElseGet(() -> Map.of("active", false)));
  }

  private static Map<String, Object> active(Grant grant) {
    var authority = grant.authority();
    var members = new LinkedHashMap<String, Object>();
    members.put("active", true);
    members.put("scope", authority.scopes().text());
    members.put("client_id", authority.client().id());
    members.put(
        "token_type", grant.kind() == Grant.Kind.REFRESH ? "refresh_token" : "access_token");
    members.put("iat", grant.createdAt() / 1000);
    members.put("exp", grant.expiresAt() / 1000);
    members.put("sub", authority.accountId());
    return members;
  }

  /** No token of ours is signed, so there is no key to check one with. */
  Response keys(Request request) {
    return Response.json(Map.of("keys", List.of()));
  }
}
