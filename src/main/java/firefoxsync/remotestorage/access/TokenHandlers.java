// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import firefoxsync.accounts.Attempts;
import firefoxsync.http.Query;
import firefoxsync.http.Request;
import firefoxsync.http.Response;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code /rs-oauth/token} and {@code /rs-oauth/revoke}, for apps. */
final class TokenHandlers {
  private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
  private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

  private final Authorizations authorizations;
  private final TokenExchange exchange;
  private final Attempts failures;

  TokenHandlers(Authorizations authorizations, TokenExchange exchange, Attempts failures) {
    this.authorizations = authorizations;
    this.exchange = exchange;
    this.failures = failures;
  }

  /** Sells tokens for codes, refresh tokens and foreign access tokens. */
  Response token(Request request) {
    var guesser = Guesser.of(request.head());
    failures.take(guesser);
    var form = form(request);
    var type = require(form, "grant_type");
    var answer =
        switch (type) {
          case "authorization_code" ->
            json(authorizations.redeem(new CodeRedemption(
                require(form, "code"),
                require(form, "redirect_uri"),
                require(form, "code_verifier"))));
          case "refresh_token" ->
            json(authorizations.refresh(require(form, "refresh_token"), form.first("scope")));
          case EXCHANGE -> exchanged(form);
          default -> throw GrantError.UNSUPPORTED_GRANT_TYPE.exception("no such grant_type");
        };
    failures.giveBack(guesser);
    return answer;
  }

  /** Ends what a token stands for; an unknown one is as good as ended (RFC 7009, 2.2). */
  Response revoke(Request request) {
    authorizations.revoke(require(form(request), "token"));
    return Response.of(200);
  }

  /** RFC 8693: the token of another kind says who asks, and what for. */
  private Response exchanged(Query form) {
    if (!require(form, "subject_token_type").equals(ACCESS_TOKEN)
        || !form.first("requested_token_type").orElse(ACCESS_TOKEN).equals(ACCESS_TOKEN)) {
      throw GrantError.INVALID_REQUEST.exception("only access tokens are taken and given");
    }
    var issued = exchange.exchange(require(form, "subject_token"), form.first("scope"));
    var members = members(issued);
    members.put("issued_token_type", ACCESS_TOKEN);
    return Response.json(members);
  }

  private static Response json(IssuedTokens issued) {
    return Response.json(members(issued));
  }

  private static Map<String, Object> members(IssuedTokens issued) {
    var members = new LinkedHashMap<String, Object>();
    members.put("access_token", issued.access().text());
    members.put("token_type", "bearer");
    members.put("expires_in", issued.life().toSeconds());
    members.put("scope", issued.scope().wireForm());
    issued.refresh().ifPresent(token -> members.put("refresh_token", token.text()));
    return members;
  }

  private static Query form(Request request) {
    var type = request.head().header("Content-Type").orElse("");
    if (!type.split(";", 2)[0].strip().equalsIgnoreCase("application/x-www-form-urlencoded")) {
      throw GrantError.INVALID_REQUEST.exception("not application/x-www-form-urlencoded");
    }
    try {
      return Query.parse(new String(request.body(), UTF_8));
    } catch (IllegalArgumentException e) {
      throw GrantError.INVALID_REQUEST.exception("the form is malformed");
    }
  }

  private static String require(Query form, String name) {
    if (form.all(name).size() > 1) {
      throw GrantError.INVALID_REQUEST.exception(name + " is there twice");
    }
    return form.first(name)
        .filter(value -> !value.isEmpty())
        .orElseThrow(() -> GrantError.INVALID_REQUEST.exception(name + " is missing"));
  }
}
