// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What the Rust client of Firefox for Android and iOS does, over HTTP. Keys are derived here with the
 * JDK alone, and held to what a real Firefox computed.
 */
class PhoneTest {
  @RegisterExtension
  static final SignInSite SITE = new SignInSite();

  private static final String ANDROID = "a2270f727f45f648";
  private static final String SYNC = "https://identity.mozilla.com/apps/oldsync";
  private static final String OPEN_URI = "https://identity.mozilla.com/cmd/open-uri";
  private static final String TOKEN = "/auth/v1/oauth/token";
  private static final String DEVICE = "/auth/v1/account/device";
  private static final String DEVICES = "/auth/v1/account/devices";
  private static final HexFormat HEX = HexFormat.of();
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final Browser browser = new Browser();
  private Person ada;
  private AccountsClient desk;
  private String phoneSession;
  private String kid;

  @BeforeEach
  void signUpOnDesktopAndOpenThePageOnThePhone() {
    ada = new Person("ada" + System.nanoTime() + "@example.org");
    var signedUp = ok(ada.signUp(SITE.client(), Map.of()));
    desk = SITE.client().withHawk(signedUp.path("sessionToken").asText());
    phoneSession = ok(ada.signIn(SITE.client())).path("sessionToken").asText();
  }

  @Test
  void keysAreTheOnesOfARealFirefox() throws GeneralSecurityException {
    var kB = new byte[32];
    for (int i = 0; i < kB.length; i++) {
      kB[i] = (byte) (0x20 + i);
    }
    assertThat(HEX.formatHex(syncKey(kB)))
        .isEqualTo("9cf66bdf9ff60d414ca8da5cb80b5951ebca7aea88205246d0105853c5bd21e5"
            + "44aba324144c835de63c1d88422850ad95b03a4f3d45f907c8a01274018489bc");
    assertThat(kid(kB, 1_700_000_000_123L)).isEqualTo("1700000000123-ctu3M2x2eAAj-D2kw1Xy7g");
  }

  @Test
  void codeBuysKeysAndARefreshToken() throws GeneralSecurityException, IOException {
    var bought = redeem(session());
    var keys = browser.open(bought.path("keys_jwe").asText()).path(SYNC);
    assertThat(keys.path("kid").asText()).isEqualTo(kid);
    assertThat(keys.path("k").asText()).isEqualTo(encode(syncKey(HEX.parseHex(ada.kB()))));
    assertThat(bought.path("scope").asText()).contains(SYNC);
    assertThat(bought.path("expires_in").isIntegralNumber()).isTrue();
    assertThat(bought.path("refresh_token").asText()).matches("[0-9a-f]{64}");
  }

  @Test
  void codeAloneIsEnough() throws GeneralSecurityException, IOException {
    var refresh = redeem(SITE.client()).path("refresh_token").asText();
    assertThat(ok(phone(refresh).get(DEVICES))).isEmpty();
  }

  @Test
  void refreshTokenBuysATokenForStorage() throws GeneralSecurityException, IOException {
    var refresh = redeem(session()).path("refresh_token").asText();
    var access = ok(refresh(refresh, SYNC)).path("access_token").asText();
    var answer = SITE.client()
        .withHeaders(Map.of("Authorization", "Bearer " + access, "X-KeyID", kid))
        .get("/token/1.0/sync/1.5");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("X-Timestamp").orElse("")).matches("[0-9]+");
    assertThat(answer.json().path("uid").isIntegralNumber()).isTrue();
    assertThat(answer.json().path("hashed_fxa_uid").isTextual()).isTrue();
    assertThat(answer.json().path("api_endpoint").asText()).doesNotEndWith("/");
  }

  @Test
  void freshStartWipesTheStorageAtItsEndpoint() throws GeneralSecurityException, IOException {
    var refresh = redeem(session()).path("refresh_token").asText();
    var access = ok(refresh(refresh, SYNC)).path("access_token").asText();
    var token = SITE.client()
        .withHeaders(Map.of("Authorization", "Bearer " + access, "X-KeyID", kid))
        .get("/token/1.0/sync/1.5")
        .json();
    var storage = SITE.storageClient(token.path("uid").asLong());
    storage.put("/storage/tabs/a", "{\"payload\":\"x\"}");
    var wiped = storage.delete("");
    assertThat(wiped.status()).isEqualTo(200);
    assertThat(wiped.lastModified()).isNotEmpty();
    var left = storage.get("/info/collections");
    assertThat(left.body()).isEqualTo("{}");
    assertThat(left.lastModified()).isNotEmpty();
  }

  @Test
  void tabReachesAPhoneThatSpeaksWithItsRefreshToken()
      throws GeneralSecurityException, IOException {
    var phone = phone(redeem(session()).path("refresh_token").asText());
    var body =
        Map.of("name", "Phone", "type", "mobile", "availableCommands", Map.of(OPEN_URI, "{}"));
    var device = ok(phone.post(DEVICE, body));
    assertThat(device.path("availableCommands").isObject()).isTrue();
    assertThat(device.path("pushEndpointExpired").isBoolean()).isTrue();
    var again = ok(phone.postText(DEVICE, "{\"name\":null}"));
    assertThat(again.path("id")).isEqualTo(device.path("id"));
    var listed = ok(phone.get(DEVICES)).get(0);
    assertThat(listed.path("isCurrentDevice").asBoolean()).isTrue();
    assertThat(listed.path("location").isObject()).isTrue();

    ok(desk.post(
        DEVICES + "/invoke_command",
        Map.of(
            "command",
            OPEN_URI,
            "target",
            device.path("id").asText(),
            "payload",
            Map.of("encrypted", "a tab"))));
    var waiting = ok(phone.get(DEVICE + "/commands?index=0&limit=100"));
    assertThat(waiting
            .path("messages")
            .get(0)
            .path("data")
            .path("payload")
            .path("encrypted")
            .asText())
        .isEqualTo("a tab");
  }

  @Test
  void disconnectedPhoneLosesSessionAndRefreshToken() throws GeneralSecurityException, IOException {
    var refresh = redeem(session()).path("refresh_token").asText();
    var id = ok(phone(refresh).post(DEVICE, Map.of("name", "Phone"))).path("id").asText();
    assertThat(introspect(refresh).path("active").asBoolean()).isTrue();
    var clients = ok(desk.get("/auth/v1/account/attached_clients"));
    assertThat(clients).hasSize(2);
    var shown = clients.get(clients.get(0).path("deviceId").asText().equals(id) ? 0 : 1);
    assertThat(shown.path("name").asText()).isEqualTo("Phone");
    assertThat(shown.path("clientId").asText()).isEqualTo(ANDROID);
    assertThat(shown.path("sessionTokenId").isTextual()).isTrue();
    assertThat(shown.path("refreshTokenId").asText()).isNotEqualTo(refresh);

    ok(desk.post("/auth/v1/account/attached_client/destroy", Map.of("deviceId", id)));
    assertThat(phone(refresh).get(DEVICES).errno()).isEqualTo(110);
    assertThat(session().get("/auth/v1/session/status").errno()).isEqualTo(110);
    assertThat(introspect(refresh).path("active").asBoolean()).isFalse();
    var dead = refresh(refresh, SYNC);
    assertThat(dead.status()).isEqualTo(401);
    assertThat(dead.errno()).isEqualTo(110);
    assertThat(ok(desk.get(DEVICES))).isEmpty();
  }

  @Test
  void signingOutOnThePhoneTakesItsDeviceAway() throws GeneralSecurityException, IOException {
    var refresh = redeem(SITE.client()).path("refresh_token").asText();
    ok(phone(refresh).post(DEVICE, Map.of("name", "Phone")));
    ok(SITE.client().post("/oauth/v1/destroy", Map.of("refresh_token", refresh)));
    assertThat(ok(desk.get(DEVICES))).isEmpty();
    assertThat(phone(refresh).get(DEVICES).errno()).isEqualTo(110);
  }

  @Test
  void newPasswordSwapsTheSessionForAnotherRefreshToken()
      throws GeneralSecurityException, IOException {
    var old = redeem(session()).path("refresh_token").asText();
    SITE.clock().advance(Duration.ofSeconds(1));
    var started =
        ok(session().post("/auth/v1/password/change/start", Map.of("oldAuthPW", ada.authPw())));
    ada.choosePassword();
    var changed = ok(SITE.client()
        .withHawk("passwordChangeToken", started.path("passwordChangeToken").asText())
        .post("/auth/v1/password/change/finish", ada.newPassword()));
    assertThat(phone(old).get(DEVICES).errno()).isEqualTo(110);
    phoneSession = changed.path("sessionToken").asText();
    var swapped = ok(session()
        .post(
            TOKEN,
            Map.of(
                "grant_type",
                "fxa-credentials",
                "client_id",
                ANDROID,
                "access_type",
                "offline",
                "scope",
                SYNC + " profile")));
    var fresh = swapped.path("refresh_token").asText();
    assertThat(phone(fresh).post(DEVICE, Map.of("name", "Phone")).status()).isEqualTo(200);
  }

  private AccountsClient session() {
    return SITE.client().withBearer(phoneSession);
  }

  private static AccountsClient phone(String refreshToken) {
    return SITE.client().withHeader("Authorization", "Bearer " + refreshToken);
  }

  private static AccountsClient.Answer refresh(String refreshToken, String scope) {
    return SITE.client()
        .post(
            TOKEN,
            Map.of(
                "grant_type",
                "refresh_token",
                "client_id",
                ANDROID,
                "refresh_token",
                refreshToken,
                "scope",
                scope));
  }

  private static JsonNode introspect(String refreshToken) {
    return ok(SITE.client()
        .post(
            "/oauth/v1/introspect",
            Map.of("token", refreshToken, "token_type_hint", "refresh_token")));
  }

  /** Does the page's part, then redeems the code as the client that is given. */
  private JsonNode redeem(AccountsClient redeemer) throws GeneralSecurityException, IOException {
    var kB = HEX.parseHex(ada.kB());
    var keyData = ok(session()
        .post("/auth/v1/account/scoped-key-data", Map.of("client_id", ANDROID, "scope", SYNC)));
    kid = kid(kB, keyData.path(SYNC).path("keyRotationTimestamp").asLong());
    var sealed =
        browser.seal("{\"%s\":{\"kty\":\"oct\",\"scope\":\"%s\",\"k\":\"%s\",\"kid\":\"%s\"}}"
            .formatted(SYNC, SYNC, encode(syncKey(kB)), kid));
    var request = new HashMap<String, Object>(Map.of(
        "client_id",
        ANDROID,
        "response_type",
        "code",
        "access_type",
        "offline",
        "state",
        "state",
        "scope",
        SYNC + " profile",
        "code_challenge",
        browser.challenge(),
        "code_challenge_method",
        "S256",
        "keys_jwe",
        sealed));
    var code = ok(session().post("/auth/v1/oauth/authorization", request));
    return ok(redeemer.post(
        TOKEN,
        Map.of(
            "grant_type",
            "authorization_code",
            "client_id",
            ANDROID,
            "code",
            code.path("code").asText(),
            "code_verifier",
            browser.verifier())));
  }

  private static JsonNode ok(AccountsClient.Answer answer) {
    assertThat(answer.status()).describedAs(answer.raw().body()).isEqualTo(200);
    return answer.json();
  }

  private static String kid(byte[] kB, long keysChangedAt) throws GeneralSecurityException {
    var hash = MessageDigest.getInstance("SHA-256").digest(kB);
    return keysChangedAt + "-" + encode(Arrays.copyOf(hash, 16));
  }

  /** HKDF of RFC 5869, with the zero salt, 64 bytes. */
  private static byte[] syncKey(byte[] kB) throws GeneralSecurityException {
    var info = "identity.mozilla.com/picl/v1/oldsync".getBytes(US_ASCII);
    var secret = hmac(new byte[32], kB, null);
    var first = hmac(secret, info, new byte[] {1});
    var input = new ByteArrayOutputStream();
    input.writeBytes(first);
    input.writeBytes(info);
    var output = new ByteArrayOutputStream();
    output.writeBytes(first);
    output.writeBytes(hmac(secret, input.toByteArray(), new byte[] {2}));
    return output.toByteArray();
  }

  private static byte[] hmac(byte[] key, byte[] text, byte @Nullable [] more)
      throws GeneralSecurityException {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    mac.update(text);
    return more == null ? mac.doFinal() : mac.doFinal(more);
  }

  private static String encode(byte[] bytes) {
    return BASE64.encodeToString(bytes);
  }
}
