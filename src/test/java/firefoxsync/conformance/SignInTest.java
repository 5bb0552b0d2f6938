// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import firefoxsync.conformance.AccountsClient.Answer;
import firefoxsync.crypto.Sha256;
import firefoxsync.hawk.HawkTarget;
import firefoxsync.token.AccessTokenVerifier;
import firefoxsync.token.SyncToken;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The whole way of a desktop browser, page and browser played by the test. */
class SignInTest {
  @RegisterExtension
  static final SignInSite SITE = new SignInSite();

  private static final String SYNC = AccessTokenVerifier.SYNC_SCOPE;
  private static final String DESKTOP = "5882386c6d801776";
  private static final String TOKEN = "/auth/v1/oauth/token";

  @Test
  void signUpToFirstStorageRequest() throws Exception {
    var browser = new Browser();
    var person = SITE.client().signUp("ada@example.org");

    // The page: the scoped key's time, the key sealed for the browser, a code for it.
    var page = SITE.client().withBearer(person.sessionToken());
    var keyData = ok(
        page.post("/auth/v1/account/scoped-key-data", Map.of("client_id", DESKTOP, "scope", SYNC)));
    var kid = keyData.json().get(SYNC).get("keyRotationTimestamp").asLong() + "-"
        + clientState(person.wrapKb());
    var sealed = browser.seal("{\"" + SYNC + "\":{\"kid\":\"" + kid + "\"}}");
    var code = ok(page.post(
            "/auth/v1/oauth/authorization",
            Map.of(
                "client_id",
                DESKTOP,
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
                sealed)))
        .json()
        .get("code")
        .asText();

    // The browser: code for keys, the refresh token away, a token for Sync.
    var desktop = SITE.client().withHawk(person.sessionToken());
    var redeemed = ok(desktop.post(
        TOKEN,
        Map.of(
            "grant_type",
            "authorization_code",
            "client_id",
            DESKTOP,
            "code",
            code,
            "code_verifier",
            browser.verifier())));
    var keys = browser.open(redeemed.json().get("keys_jwe").asText());
    assertThat(keys.get(SYNC).get("kid").asText()).isEqualTo(kid);
    ok(SITE.client()
        .post(
            "/auth/v1/oauth/destroy",
            Map.of(
                "client_id",
                DESKTOP,
                "token",
                redeemed.json().get("refresh_token").asText())));
    var accessToken = ok(desktop.post(
            TOKEN,
            Map.of(
                "grant_type",
                "fxa-credentials",
                "client_id",
                DESKTOP,
                "scope",
                SYNC,
                "ttl",
                21_600)))
        .json()
        .get("access_token")
        .asText();

    // Token server and storage.
    var token = ok(SITE.client()
            .withHeaders(Map.of("Authorization", "Bearer " + accessToken, "X-KeyID", kid))
            .get("/token/1.0/sync/1.5"))
        .json();
    var path = "/1.5/" + token.get("uid").asLong() + "/info/collections";
    assertThat(token.get("api_endpoint").asText() + "/info/collections")
        .isEqualTo("https://sync.example.org" + path);
    var signed = new SyncToken.Signed(token.get("id").asText(), token.get("key").asText());
    var authorization = SigningClient.authorization(
        new HawkTarget("GET", path, "sync.example.org", 443),
        signed,
        SITE.clock().instant().getEpochSecond(),
        Optional.empty());
    var collections =
        ok(SITE.client().withHeader("Authorization", authorization).get(path));
    assertThat(collections.raw().body()).isEqualTo("{}");
  }

  private static String clientState(String kB) {
    var hash = Sha256.of(HexFormat.of().parseHex(kB));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, 16));
  }

  private static Answer ok(Answer answer) {
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
    return answer;
  }
}
