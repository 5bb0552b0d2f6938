// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import firefoxsync.conformance.AccountsClient.Answer;
import firefoxsync.conformance.AccountsClient.SignedUp;
import firefoxsync.token.AccessTokenVerifier;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** OAuth as Firefox uses it: desktop by HAWK, mobile by bearer or with the code alone. */
class OAuthTest {
  @RegisterExtension
  static final SignInSite SITE = new SignInSite();

  private static final String SYNC = AccessTokenVerifier.SYNC_SCOPE;
  private static final String DESKTOP = "5882386c6d801776";
  private static final String ANDROID = "a2270f727f45f648";
  private static final String WEB_CHANNEL = "urn:ietf:wg:oauth:2.0:oob:oauth-redirect-webchannel";
  private static final String TOKEN = "/auth/v1/oauth/token";
  private static final AtomicInteger PEOPLE = new AtomicInteger();

  private final Browser browser = new Browser();
  private SignedUp person;
  private AccountsClient signedIn;

  @BeforeEach
  void signUp() {
    person = SITE.client().signUp("person" + PEOPLE.incrementAndGet() + "@example.org");
    signedIn = SITE.client().withHawk(person.sessionToken());
  }

  @Test
  void sessionBuysTokensByHawkAndByBearer() {
    for (var client :
        new AccountsClient[] {signedIn, SITE.client().withBearer(person.sessionToken())}) {
      var json = ok(client.post(TOKEN, credentials("profile"))).json();
      assertThat(json.get("access_token").asText()).matches("[0-9a-f]{64}");
      assertThat(json.get("token_type").asText()).isEqualTo("bearer");
      assertThat(json.get("scope").asText()).isEqualTo("profile");
      assertThat(json.get("expires_in").asLong()).isEqualTo(86_400);
      assertThat(json.get("auth_at").asLong()).isEqualTo(SITE.clock().instant().getEpochSecond());
      assertThat(json.has("refresh_token")).isFalse();
    }
  }

  @Test
  void ttlIsHonouredUpToADay() {
    assertThat(expiresIn("ttl", 21_600)).isEqualTo(21_600);
    assertThat(expiresIn("ttl", 1_000_000)).isEqualTo(86_400);
    assertRefused(signedIn.post(TOKEN, with(credentials(SYNC), "ttl", 0)), 400, 107);
  }

  @Test
  void sessionGrantNeedsASession() {
    assertRefused(SITE.client().post(TOKEN, credentials("profile")), 401, 110);
    assertRefused(
        SITE.client().withHawk("ab".repeat(32)).post(TOKEN, credentials("profile")), 401, 110);
    assertRefused(SITE.client().post("/oauth/v1/token", credentials("profile")), 400, 108);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://identity.mozilla.com/apps/relay", "profile relay", " "})
  void scopesThatAreNotGivenAre163(String scope) {
    assertRefused(signedIn.post(TOKEN, credentials(scope)), 400, 163);
  }

  /** Desktop, Android, iOS, Reference Browser, Thunderbird, and Lockwise, whose id scripts use. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "5882386c6d801776",
        "a2270f727f45f648",
        "1b1a3e44c54fbb58",
        "3c49430b43dfba77",
        "8269bacd7bbc7f80",
        "e7ce535d93522896"
      })
  void clientsOfMozillaAreKnown(String id) {
    ok(signedIn.post(TOKEN, with(credentials("profile"), "client_id", id)));
  }

  @Test
  void unknownClientIs162() {
    var body = with(credentials("profile"), "client_id", "ffffffffffffffff");
    assertRefused(signedIn.post(TOKEN, body), 400, 162);
  }

  @Test
  void missingAndMalformedParametersAreTold() {
    assertRefused(signedIn.post(TOKEN, without(credentials("profile"), "scope")), 400, 108);
    assertRefused(signedIn.post(TOKEN, with(credentials("profile"), "scope", 1)), 400, 107);
    assertRefused(signedIn.postText(TOKEN, "{"), 400, 106);
  }

  @Test
  void tokenExchangeAndOtherGrantsAreRefused() {
    var exchange = Map.of("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange");
    assertRefused(SITE.client().post(TOKEN, exchange), 400, 107);
    assertRefused(SITE.client().post("/oauth/v1/token", exchange), 400, 121);
  }

  @Test
  void codeGoesToTheWebChannel() {
    var answer = ok(authorize(authorization(SYNC + " profile")));
    assertThat(answer.json().get("code").asText()).matches("[0-9a-f]{64}");
    assertThat(answer.json().get("state").asText()).isEqualTo("the state");
    assertThat(answer.json().get("redirect").asText())
        .isEqualTo(
            WEB_CHANNEL + "?code=" + answer.json().get("code").asText() + "&state=the+state");
    ok(authorize(with(authorization(SYNC), "redirect_uri", WEB_CHANNEL)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/",
        "http://127.0.0.1:1234/",
        "urn:ietf:wg:oauth:2.0:oob:oauth-redirect-webchannel2",
        ""
      })
  void codeGoesNowhereElse(String redirect) {
    assertRefused(authorize(with(authorization(SYNC), "redirect_uri", redirect)), 400, 167);
    assertRefused(authorize(with(authorization("profile"), "redirect_uri", redirect)), 400, 167);
  }

  @Test
  void codeNeedsAChallengeOfItsBrowser() {
    assertRefused(authorize(without(authorization(SYNC), "code_challenge")), 400, 169);
    assertRefused(authorize(without(authorization(SYNC), "code_challenge_method")), 400, 169);
    var plain = with(authorization(SYNC), "code_challenge_method", "plain");
    assertRefused(authorize(plain), 400, 169);
  }

  @Test
  void codeNeedsASession() {
    assertRefused(
        SITE.client().post("/auth/v1/oauth/authorization", authorization(SYNC)), 401, 110);
  }

  @Test
  void onlyCodesAreGiven() {
    assertRefused(authorize(with(authorization(SYNC), "response_type", "token")), 400, 168);
  }

  @Test
  void sealedKeysHaveALimitAndAnAlphabet() {
    assertRefused(authorize(with(authorization(SYNC), "keys_jwe", "a".repeat(16_385))), 400, 107);
    assertRefused(authorize(with(authorization(SYNC), "keys_jwe", "a b")), 400, 107);
    ok(authorize(with(authorization(SYNC), "keys_jwe", "a".repeat(16_384))));
  }

  @Test
  void codeAloneIsEnoughForMobile() {
    var request = with(authorization(SYNC + " profile"), "client_id", ANDROID);
    var code = ok(authorize(request)).json().get("code").asText();
    var json = ok(SITE.client().post(TOKEN, redemption(ANDROID, code))).json();
    assertThat(json.get("refresh_token").asText()).matches("[0-9a-f]{64}");
    assertThat(json.get("scope").asText()).isEqualTo(SYNC + " profile");
    assertRefused(SITE.client().post(TOKEN, redemption(ANDROID, code)), 400, 172);
  }

  @Test
  void codeIsRefusedToOthersAndWhenItIsLate() {
    var code = code(SYNC);
    assertRefused(SITE.client().post(TOKEN, redemption(ANDROID, code)), 400, 173);
    assertRefused(
        SITE.client().post(TOKEN, with(redemption(DESKTOP, code), "code_verifier", "x")), 400, 175);
    assertRefused(SITE.client().post(TOKEN, redemption(DESKTOP, "ab".repeat(32))), 400, 172);
    SITE.clock().advance(Duration.ofMinutes(10));
    assertRefused(SITE.client().post(TOKEN, redemption(DESKTOP, code)), 400, 174);
  }

  @Test
  void refreshTokenBuysAccessTokens() {
    var refreshToken = redeem(SYNC + " profile", "refresh_token");
    var body = new HashMap<String, Object>(
        Map.of("grant_type", "refresh_token", "client_id", DESKTOP, "refresh_token", refreshToken));
    assertThat(ok(SITE.client().post(TOKEN, body)).json().get("scope").asText())
        .isEqualTo(SYNC + " profile");
    var narrower = ok(SITE.client().post("/oauth/v1/token", with(body, "scope", SYNC)));
    assertThat(narrower.json().get("scope").asText()).isEqualTo(SYNC);
    assertRefused(SITE.client().post(TOKEN, with(body, "scope", "profile:write")), 400, 163);
    assertRefused(
        SITE.client().post(TOKEN, with(body, "refresh_token", "ab".repeat(32))), 401, 110);
  }

  @ParameterizedTest
  @CsvSource({"/auth/v1/oauth/destroy, token", "/oauth/v1/destroy, refresh_token"})
  void destroyAlwaysSucceedsAndSparesTheSession(String path, String member) {
    var refreshToken = redeem(SYNC, "refresh_token");
    for (var token : new String[] {refreshToken, refreshToken, "no token", "ab".repeat(32)}) {
      var answer = ok(SITE.client().post(path, Map.of("client_id", DESKTOP, member, token)));
      assertThat(answer.raw().body()).isEqualTo("{}");
    }
    assertThat(isActive(refreshToken)).isFalse();
    ok(signedIn.get("/auth/v1/session/status"));
  }

  @Test
  void introspectionTellsWhatHolds() {
    var accessToken = buy(SYNC);
    var json = introspect(accessToken).json();
    assertThat(json.get("active").asBoolean()).isTrue();
    assertThat(json.get("scope").asText()).isEqualTo(SYNC);
    assertThat(json.get("client_id").asText()).isEqualTo(DESKTOP);
    assertThat(json.get("sub").asText()).isEqualTo(person.uid());
    assertThat(json.get("token_type").asText()).isEqualTo("access_token");
    assertThat(isActive(redeem(SYNC, "refresh_token"))).isTrue();
    assertThat(introspect("no token").raw().body()).isEqualTo("{\"active\":false}");
  }

  @Test
  void verificationTellsWhoseTokenItIs() {
    var accessToken = buy(SYNC);
    var json =
        ok(SITE.client().post("/oauth/v1/verify", Map.of("token", accessToken))).json();
    assertThat(json.get("user").asText()).isEqualTo(person.uid());
    assertThat(json.get("scope").get(0).asText()).isEqualTo(SYNC);
    assertThat(json.get("generation").isIntegralNumber()).isTrue();
    var dead = SITE.client().post("/oauth/v1/verify", Map.of("token", "ab".repeat(32)));
    assertRefused(dead, 400, 108);
  }

  @Test
  void thereAreNoSigningKeys() {
    assertThat(SITE.client().get("/oauth/v1/jwks").raw().body()).isEqualTo("{\"keys\":[]}");
  }

  @Test
  void scopedKeyDataIsForTheScopesWithKeys() {
    var body = Map.of("client_id", DESKTOP, "scope", SYNC + " profile");
    var json = ok(signedIn.post("/auth/v1/account/scoped-key-data", body)).json();
    assertThat(json.size()).isEqualTo(1);
    var key = json.get(SYNC);
    assertThat(key.get("identifier").asText()).isEqualTo(SYNC);
    assertThat(key.get("keyRotationSecret").asText()).isEqualTo("0".repeat(64));
    assertThat(key.get("keyRotationTimestamp").asLong())
        .isEqualTo(SITE.clock().instant().toEpochMilli());
    assertRefused(SITE.client().post("/auth/v1/account/scoped-key-data", body), 401, 110);
  }

  @Test
  void tokenEndsWithItsSessionAndItsAccount() {
    var accessToken = buy(SYNC);
    var other = SITE.client()
        .withHawk(ok(SITE.client().login(person)).json().get("sessionToken").asText());
    var others =
        ok(other.post(TOKEN, credentials(SYNC))).json().get("access_token").asText();
    ok(signedIn.post("/auth/v1/session/destroy", Map.of()));
    assertThat(isActive(accessToken)).isFalse();
    assertThat(isActive(others)).isTrue();
    ok(other.post(
        "/auth/v1/account/destroy", Map.of("email", person.email(), "authPW", person.authPw())));
    assertThat(isActive(others)).isFalse();
  }

  @Test
  void answersAreNotForCaches() {
    assertThat(signedIn.post(TOKEN, credentials(SYNC)).header("Cache-Control"))
        .hasValue("no-store");
  }

  private String buy(String scope) {
    return ok(signedIn.post(TOKEN, credentials(scope)))
        .json()
        .get("access_token")
        .asText();
  }

  private String code(String scope) {
    return ok(authorize(authorization(scope))).json().get("code").asText();
  }

  private String redeem(String scope, String member) {
    var answer = ok(SITE.client().post(TOKEN, redemption(DESKTOP, code(scope))));
    return answer.json().get(member).asText();
  }

  private boolean isActive(String token) {
    return introspect(token).json().get("active").asBoolean();
  }

  private static Answer introspect(String token) {
    return ok(SITE.client().post("/oauth/v1/introspect", Map.of("token", token)));
  }

  private long expiresIn(String name, Object value) {
    var answer = ok(signedIn.post(TOKEN, with(credentials(SYNC), name, value)));
    return answer.json().get("expires_in").asLong();
  }

  private Answer authorize(Map<String, Object> body) {
    return signedIn.post("/auth/v1/oauth/authorization", body);
  }

  private static Map<String, Object> credentials(String scope) {
    return Map.of("grant_type", "fxa-credentials", "client_id", DESKTOP, "scope", scope);
  }

  private Map<String, Object> authorization(String scope) {
    return Map.of(
        "client_id", DESKTOP,
        "response_type", "code",
        "access_type", "offline",
        "state", "the state",
        "scope", scope,
        "code_challenge", browser.challenge(),
        "code_challenge_method", "S256");
  }

  private Map<String, Object> redemption(String client, String code) {
    return Map.of(
        "grant_type",
        "authorization_code",
        "client_id",
        client,
        "code",
        code,
        "code_verifier",
        browser.verifier());
  }

  private static Map<String, Object> with(Map<String, Object> body, String name, Object value) {
    var changed = new HashMap<>(body);
    changed.put(name, value);
    return changed;
  }

  private static Map<String, Object> without(Map<String, Object> body, String name) {
    var changed = new HashMap<>(body);
    changed.remove(name);
    return changed;
  }

  private static Answer ok(Answer answer) {
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
    return answer;
  }

  private static void assertRefused(Answer answer, int status, int errno) {
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(status);
    assertThat(answer.errno()).isEqualTo(errno);
  }
}
