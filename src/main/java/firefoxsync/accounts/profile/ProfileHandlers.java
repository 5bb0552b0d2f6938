// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts.profile;

import static java.nio.charset.StandardCharsets.UTF_8;

import firefoxsync.accounts.Account;
import firefoxsync.accounts.AccountError;
import firefoxsync.accounts.AccountServices;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /profile/…}: what a browser shows of its person. */
final class ProfileHandlers {
  static final String DEFAULT_AVATAR = "default.svg";

  private static final String BEARER = "Bearer ";
  private static final String SCOPE = "profile";
  private static final int ETAG_BYTES = 12;
  private static final String DEFAULT_IMAGE =
      """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="64" height="64">
        <circle cx="32" cy="32" r="32" fill="#8a8a96"/>
        <circle cx="32" cy="25" r="11" fill="#fff"/>
        <path d="M11 54a21 17 0 0 1 42 0 32 32 0 0 1-42 0z" fill="#fff"/>
      </svg>
      """;

  private final AccountServices services;
  private final ProfileTokens tokens;
  private final PublicUrl publicUrl;

  ProfileHandlers(AccountServices services, ProfileTokens tokens, PublicUrl publicUrl) {
    this.services = services;
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

  Response defaultAvatar(Request request) {
    return image("image/svg+xml", DEFAULT_IMAGE.getBytes(UTF_8))
        .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
        .header("Cache-Control", "public, max-age=86400");
  }

  Response avatar(Request request) {
    return services
        .avatars()
        .find(request.head().pathValue("avatar"))
        .map(avatar -> image(avatar.mediaType(), avatar.image())
            .header("Content-Security-Policy", "default-src 'none'; sandbox")
            .header("Cache-Control", "public, max-age=31536000, immutable"))
        .orElseThrow(() -> AccountError.NO_SUCH_ENDPOINT.exception("no such picture"));
  }

  private static Response image(String mediaType, byte[] bytes) {
    return Response.of(200, mediaType, Body.of(bytes)).header("X-Content-Type-Options", "nosniff");
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
        .flatMap(holder -> services.accounts().find(holder.accountId()))
        .filter(account -> !account.isDisabled())
        .orElseThrow(() -> AccountError.PROFILE_UNAUTHORIZED.exception("no token for a profile"));
  }

  private Map<String, @Nullable Object> members(Account account) {
    var members = new LinkedHashMap<String, @Nullable Object>();
    members.put("uid", account.id());
    members.put("sub", account.id());
    members.put("email", account.email().typed());
    members.put("locale", "en");
    boolean hasSecondStep = services.secondSteps().isOn(account.id());
    members.put("amrValues", hasSecondStep ? List.of("pwd", "otp") : List.of("pwd"));
    members.put("twoFactorAuthentication", hasSecondStep);
    members.put("displayName", account.displayName());
    var avatar = services.avatars().idOf(account.id());
    members.put("avatar", avatarUrl(publicUrl, avatar));
    members.put("avatarDefault", avatar.isEmpty());
    return members;
  }

  /** Returns where a picture is, the one of nobody when there is none. */
  static String avatarUrl(PublicUrl publicUrl, Optional<String> avatarId) {
    return publicUrl.base() + "/profile/avatar/" + avatarId.orElse(DEFAULT_AVATAR);
  }

  /** Strips what clients put around a tag: quotes, more quotes, and the mark of a weak one. */
  private static String bare(String etag) {
    return etag.replace("W/", "").replace("\"", "").strip();
  }
}
