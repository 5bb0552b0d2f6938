// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import static java.nio.charset.StandardCharsets.UTF_8;

import firefoxsync.config.PublicUrl;
import firefoxsync.crypto.Sha256;
import firefoxsync.http.Body;
import firefoxsync.http.Json;
import firefoxsync.http.Request;
import firefoxsync.http.RequestHead;
import firefoxsync.http.Response;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /profile/…}: what a browser shows of its person. */
final class ProfileHandlers {
  static final String AVATAR_PATH = "/avatar/default.svg";

  private static final String BEARER = "Bearer ";
  private static final String SCOPE = "profile";
  private static final int ETAG_BYTES = 12;
  private static final String AVATAR =
      """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="64" height="64">
        <circle cx="32" cy="32" r="32" fill="#8a8a96"/>
        <circle cx="32" cy="25" r="11" fill="#fff"/>
        <path d="M11 54a21 17 0 0 1 42 0 32 32 0 0 1-42 0z" fill="#fff"/>
      </svg>
      """;

  private final Accounts accounts;
  private final ProfileTokens tokens;
  private final PublicUrl publicUrl;

  ProfileHandlers(Accounts accounts, ProfileTokens tokens, PublicUrl publicUrl) {
    this.accounts = accounts;
    this.tokens = tokens;
    this.publicUrl = publicUrl;
  }

  Response profile(Request request) {
    var body = Json.write(members(account(request.head())));
    var etag = HexFormat.of().formatHex(Arrays.copyOf(Sha256.of(body), ETAG_BYTES));
    var isKnown = request
        .head()
        .header("If-None-Match")
        .filter(seen -> bare(seen).equals(etag))
        .isPresent();
    var response = isKnown ? Response.of(304) : Response.of(200, "application/json", Body.of(body));
    return response
        .header("ETag", "\"" + etag + "\"")
        .header("Cache-Control", "private, no-cache")
        .header("Timestamp", Long.toString(request.head().received().getEpochSecond()));
  }

  Response avatar(Request request) {
    return Response.of(200, "image/svg+xml", Body.of(AVATAR.getBytes(UTF_8)))
        .header("X-Content-Type-Options", "nosniff")
        .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
        .header("Cache-Control", "public, max-age=86400");
  }

  /**
   * Finds whose profile is asked for. Every refusal is a 401: on that, and on nothing else, a
   * browser gets a new token; other answers it would ask for again and again.
   */
  private Account account(RequestHead head) {
    return head.header("Authorization")
        .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .flatMap(value -> tokens.holder(value.substring(BEARER.length()).strip()))
        .filter(holder -> holder.scopes().contains(SCOPE))
        .flatMap(holder -> accounts.find(holder.accountId()))
        .orElseThrow(() -> AccountError.PROFILE_UNAUTHORIZED.exception("no token for a profile"));
  }

  private Map<String, @Nullable Object> members(Account account) {
    var members = new LinkedHashMap<String, @Nullable Object>();
    members.put("uid", account.id());
    members.put("sub", account.id());
    members.put("email", account.email().typed());
    members.put("locale", "en");
    members.put("amrValues", List.of("pwd"));
    members.put("twoFactorAuthentication", false);
    members.put("displayName", null);
    members.put("avatar", publicUrl.base() + "/profile" + AVATAR_PATH);
    members.put("avatarDefault", true);
    return members;
  }

  /** Strips what clients put around a tag: quotes, more quotes, and the mark of a weak one. */
  private static String bare(String etag) {
    return etag.replace("W/", "").replace("\"", "").strip();
  }
}
