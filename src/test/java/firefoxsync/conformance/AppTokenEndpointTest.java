// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import firefoxsync.conformance.RemoteStorageSite.Resident;
import firefoxsync.crypto.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Codes with PKCE, refresh, revocation: RFC 6749, 7636 and 7009, and section 9 of the draft. */
class AppTokenEndpointTest {
  private static final String APP = "https://notes.example/app?page=1";
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

  @RegisterExtension
  static final RemoteStorageSite site = new RemoteStorageSite("");

  private final Resident ada = site.resident();

  @BeforeEach
  void letTriesBeForgotten() {
    site.clock().advance(Duration.ofMinutes(16));
  }

  @Test
  void codeAndStateComeInTheQuery() {
    var location = answer(Map.of("state", "s t"), true);
    assertThat(location).startsWith(APP + "&code=frsc_").endsWith("&state=s%20t");
    assertThat(URI.create(location).getFragment()).isNull();
    var denied = answer(Map.of("state", "s"), false);
    assertThat(denied).startsWith(APP + "&error=access_denied&").endsWith("&state=s");
  }

  @Test
  void codeBuysTokens() {
    var answer = redeem(code(), Map.of());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    var tokens = json(answer);
    assertThat(tokens.path("access_token").asText()).matches("frsa_[A-Za-z0-9_-]{43}");
    assertThat(tokens.path("refresh_token").asText()).matches("frsr_[A-Za-z0-9_-]{43}");
    assertThat(tokens.path("token_type").asText()).isEqualTo("bearer");
    assertThat(tokens.path("expires_in").asInt()).isEqualTo(3600);
    assertThat(tokens.path("scope").asText()).isEqualTo("notes:rw");
    assertThat(apps()).hasSize(1);
  }

  @Test
  void codeThatNobodyRedeemedConnectsNothing() {
    code();
    assertThat(apps()).isEmpty();
  }

  @Test
  void codeWorksOnceAndItsSecondUseEndsWhatTheFirstBought() {
    var code = code();
    var tokens = json(redeem(code, Map.of()));
    assertThat(error(redeem(code, Map.of()))).isEqualTo("invalid_grant");
    assertThat(error(refresh(tokens, Map.of()))).isEqualTo("invalid_grant");
    assertThat(apps()).isEmpty();
  }

  @Test
  void codeHoldsForAMinute() {
    var late = code();
    site.clock().advance(Duration.ofSeconds(60));
    assertThat(error(redeem(late, Map.of()))).isEqualTo("invalid_grant");
    var inTime = code();
    site.clock().advance(Duration.ofSeconds(59));
    assertThat(redeem(inTime, Map.of()).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "code_verifier, wrong-verifier-that-is-long-enough-for-pkce-0, invalid_grant",
    "redirect_uri, https://notes.example/app, invalid_grant",
    "redirect_uri, https://evil.example/, invalid_grant",
    "code, frsc_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA, invalid_grant",
    "code, nonsense, invalid_grant",
    "code_verifier, '', invalid_request",
    "redirect_uri, '', invalid_request",
    "grant_type, '', invalid_request",
    "grant_type, password, unsupported_grant_type",
    "grant_type, client_credentials, unsupported_grant_type"
  })
  void whoeverCannotProveItGetsNothing(String field, String value, String error) {
    var code = code();
    assertThat(error(redeem(code, Map.of(field, value)))).isEqualTo(error);
    assertThat(redeem(code, Map.of()).statusCode()).isEqualTo(200);
  }

  @Test
  void clientIdIsIgnored() {
    assertThat(redeem(code(), Map.of("client_id", "https://other.example")).statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "code_challenge_method, plain",
    "code_challenge_method, ''",
    "code_challenge, ''",
    "code_challenge, tooshort"
  })
  void codesAreGivenForS256Alone(String name, String value) {
    var dialog = site.get("/rs-oauth/authorize?" + query(Map.of(name, value)));
    assertThat(dialog.headers().firstValue("Location").orElseThrow())
        .startsWith(APP + "&error=invalid_request&");
  }

  @Test
  void refreshTokenIsReplacedAtEachUse() {
    var first = json(redeem(code(), Map.of()));
    var second = json(refresh(first, Map.of()));
    assertThat(second.path("refresh_token")).isNotEqualTo(first.path("refresh_token"));
    assertThat(second.path("access_token")).isNotEqualTo(first.path("access_token"));
    assertThat(refresh(second, Map.of()).statusCode()).isEqualTo(200);
    assertThat(apps()).hasSize(1);
  }

  @Test
  void secondUseOfARefreshTokenEndsTheWholeGrant() {
    var first = json(redeem(code(), Map.of()));
    var second = json(refresh(first, Map.of()));
    assertThat(error(refresh(first, Map.of()))).isEqualTo("invalid_grant");
    assertThat(error(refresh(second, Map.of()))).isEqualTo("invalid_grant");
    assertThat(apps()).isEmpty();
  }

  @Test
  void refreshMayNarrowTheScopeAndNotWidenIt() {
    var tokens = json(redeem(code(), Map.of()));
    var narrower = json(refresh(tokens, Map.of("scope", "notes:r")));
    assertThat(narrower.path("scope").asText()).isEqualTo("notes:r");
    assertThat(error(refresh(narrower, Map.of("scope", "photos:r")))).isEqualTo("invalid_scope");
    assertThat(error(refresh(narrower, Map.of("scope", "*:rw")))).isEqualTo("invalid_scope");
    assertThat(error(refresh(narrower, Map.of("scope", "notes")))).isEqualTo("invalid_scope");
    assertThat(json(refresh(narrower, Map.of())).path("scope").asText()).isEqualTo("notes:rw");
  }

  @Test
  void unusedRefreshTokenExpires() {
    var tokens = json(redeem(code(), Map.of()));
    site.clock().advance(Duration.ofDays(400));
    assertThat(error(refresh(tokens, Map.of()))).isEqualTo("invalid_grant");
    assertThat(apps()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"access_token", "refresh_token"})
  void revocationEndsTheGrant(String which) {
    var tokens = json(redeem(code(), Map.of()));
    assertThat(revoke(tokens.path(which).asText()).statusCode()).isEqualTo(200);
    assertThat(error(refresh(tokens, Map.of()))).isEqualTo("invalid_grant");
    assertThat(apps()).isEmpty();
  }

  @Test
  void unknownTokenIsAsGoodAsRevoked() {
    assertThat(revoke("nonsense").statusCode()).isEqualTo(200);
    assertThat(revoke("frsa_" + "A".repeat(43)).statusCode()).isEqualTo(200);
    assertThat(error(site.postForm("/rs-oauth/revoke", Map.of()))).isEqualTo("invalid_request");
  }

  @Test
  void nextPasswordEndsWhatWasGranted() {
    var tokens = json(redeem(code(), Map.of()));
    var code = code();
    site.run("user", "disable", ada.person().email);
    assertThat(error(refresh(tokens, Map.of()))).isEqualTo("invalid_grant");
    assertThat(error(redeem(code, Map.of()))).isEqualTo("invalid_grant");
    site.run("user", "enable", ada.person().email);
    tokens = json(refresh(tokens, Map.of()));
    site.clock().advance(Duration.ofSeconds(1));
    changePassword();
    assertThat(error(refresh(tokens, Map.of()))).isEqualTo("invalid_grant");
  }

  private void changePassword() {
    var person = ada.person();
    var email = person.email;
    var start = site.client()
        .withBearer(ada.sessionToken())
        .post(
            "/auth/v1/password/change/start", Map.of("email", email, "oldAuthPW", person.authPw()));
    var token = start.json().path("passwordChangeToken").asText();
    person.choosePassword();
    var changed = site.client()
        .withHawk("passwordChangeToken", token)
        .post("/auth/v1/password/change/finish", person.newPassword());
    assertThat(changed.status()).as(changed.raw().body()).isEqualTo(200);
  }

  @Test
  void onlyFormsAreTaken() {
    var json = site.client().post("/rs-oauth/token", Map.of("grant_type", "refresh_token"));
    assertThat(json.status()).isEqualTo(400);
    assertThat(json.json().path("error").asText()).isEqualTo("invalid_request");
    var answer = site.get("/rs-oauth/token");
    assertThat(answer.statusCode()).isEqualTo(405);
  }

  @Test
  void scriptsOfEveryOriginMayAsk() {
    var answer = site.postForm("/rs-oauth/token", Map.of(), "Origin", "https://notes.example");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
        .contains("https://notes.example");
    assertThat(site.postForm("/rs-oauth/token", Map.of())
            .headers()
            .firstValue("Access-Control-Allow-Origin"))
        .contains("*");
    var preflight = site.send(
        "OPTIONS",
        "/rs-oauth/token",
        "Origin",
        "https://notes.example",
        "Access-Control-Request-Method",
        "POST");
    assertThat(preflight.statusCode()).isEqualTo(204);
  }

  @Test
  void guessingIsSlow() {
    for (int i = 0; i < 100; i++) {
      assertThat(redeem("frsc_" + "A".repeat(43), Map.of()).statusCode()).isEqualTo(400);
    }
    var limited = redeem(code(), Map.of());
    assertThat(limited.statusCode()).isEqualTo(429);
    assertThat(limited.headers().firstValue("Retry-After")).isPresent();
  }

  private String code() {
    return Arrays.stream(URI.create(answer(Map.of(), true)).getRawQuery().split("&"))
        .filter(pair -> pair.startsWith("code="))
        .map(pair -> pair.substring("code=".length()))
        .findFirst()
        .orElseThrow();
  }

  private String answer(Map<String, String> changes, boolean allow) {
    var body = Map.of("request", query(changes), "allow", allow);
    return ada.client()
        .post("/auth/v1/remotestorage/answer", body)
        .json()
        .path("redirect")
        .asText();
  }

  private HttpResponse<String> redeem(String code, Map<String, String> changes) {
    var form = new HashMap<>(Map.of(
        "grant_type", "authorization_code",
        "client_id", "https://notes.example",
        "redirect_uri", APP,
        "code", code,
        "code_verifier", VERIFIER));
    form.putAll(changes);
    return site.postForm("/rs-oauth/token", form);
  }

  private HttpResponse<String> refresh(JsonNode tokens, Map<String, String> changes) {
    var form = new HashMap<>(Map.of(
        "grant_type",
        "refresh_token",
        "refresh_token",
        tokens.path("refresh_token").asText()));
    form.putAll(changes);
    return site.postForm("/rs-oauth/token", form);
  }

  private HttpResponse<String> revoke(String token) {
    return site.postForm("/rs-oauth/revoke", Map.of("token", token));
  }

  private JsonNode apps() {
    return ada.client().get("/auth/v1/remotestorage/apps").json().path("apps");
  }

  private static String query(Map<String, String> changes) {
    var parameters = new LinkedHashMap<String, String>();
    parameters.put("client_id", "https://notes.example");
    parameters.put("redirect_uri", APP);
    parameters.put("response_type", "code");
    parameters.put("scope", "notes:rw");
    parameters.put("code_challenge", challenge());
    parameters.put("code_challenge_method", "S256");
    parameters.putAll(changes);
    return parameters.entrySet().stream()
        .map(parameter -> parameter.getKey() + "=" + RemoteStorageSite.encode(parameter.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String challenge() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Sha256.of(VERIFIER.getBytes(US_ASCII)));
  }

  private static String error(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    return json(answer).path("error").asText();
  }

  private static JsonNode json(HttpResponse<String> answer) {
    try {
      return new ObjectMapper().readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
