// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import firefoxsync.conformance.RemoteStorageSite.Resident;
import firefoxsync.hawk.HawkTarget;
import firefoxsync.token.SyncToken;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What opens documents, and that nothing does any more once it was taken back: sections 2.6 and 2.7. */
class RemoteStorageCredentialsTest {
  private static final String DESKTOP = "5882386c6d801776";
  private static final String KEY_ID = "0000000001234-AAAAAAAAAAAAAAAAAAAAAA";
  private static final String SYNC = RemoteStorageSite.SYNC_SCOPE;

  @RegisterExtension
  static final RemoteStorageSite site =
      new RemoteStorageSite("scope_map = [\"" + SYNC + " = fxsync:r\"]\ntoken_days = 1");

  private final Resident ada = site.resident();

  @BeforeEach
  void letTriesBeForgotten() {
    site.clock().advance(Duration.ofMinutes(16));
  }

  @Test
  void tokenOfAScriptOpensItsFolderAndNothingElse() {
    var token = token("notes:rw");
    assertThat(read("/rs/" + ada.name() + "/notes/", token).statusCode()).isEqualTo(200);
    assertThat(put("/rs/" + ada.name() + "/notes/a", token)).isEqualTo(201);
    assertThat(read("/rs/" + ada.name() + "/notes/a", token).body()).isEqualTo("text");
    for (var path : new String[] {"/", "/photos/", "/public/", "/document", "/public/photos/"}) {
      var refused = read("/rs/" + ada.name() + path, token);
      assertThat(refused.statusCode()).as(path).isEqualTo(403);
      assertThat(challenge(refused)).startsWith("Bearer").contains("insufficient_scope");
    }
    assertThat(put("/rs/" + ada.name() + "/photos/a", token)).isEqualTo(403);
    assertThat(put("/rs/" + ada.name() + "/notes/b", token("notes:r"))).isEqualTo(403);
    assertThat(read("/rs/" + site.resident().name() + "/notes/", token).statusCode())
        .isEqualTo(403);
  }

  @Test
  void tokenOfEverythingOpensTheRoot() {
    assertThat(read("/rs/" + ada.name() + "/", token("*:r")).statusCode()).isEqualTo(200);
    assertThat(put("/rs/" + ada.name() + "/a", token("*:r"))).isEqualTo(403);
    assertThat(put("/rs/" + ada.name() + "/a", token("*:rw"))).isEqualTo(201);
  }

  @Test
  void revokedTokenFailsAtTheNextRequest() {
    failsOnce(token -> {
      var apps = ada.client().get("/auth/v1/remotestorage/apps").json().path("apps");
      ada.client()
          .post(
              "/auth/v1/remotestorage/apps/revoke",
              Map.of("id", apps.path(0).path("id").asText()));
    });
    failsOnce(token -> site.run(
        "app-token", "revoke", site.run("app-token", "list", ada.name()).substring(0, 16)));
    failsOnce(token -> site.postForm("/rs-oauth/revoke", Map.of("token", token)));
    failsOnce(token -> site.run("user", "disable", ada.person().email));
  }

  private void failsOnce(Consumer<String> taken) {
    var token = token("notes:rw");
    var path = "/rs/" + ada.name() + "/notes/";
    assertThat(read(path, token).statusCode()).isEqualTo(200);
    taken.accept(token);
    var refused = read(path, token);
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(challenge(refused)).startsWith("Bearer").contains("error=\"invalid_token\"");
  }

  @Test
  void tokenThatAnAppWasGivenExpires() {
    var query =
        "client_id=x&redirect_uri=https%3A%2F%2Fapp.example%2F&response_type=token&scope=notes:r";
    var answer = ada.client()
        .post("/auth/v1/remotestorage/answer", Map.of("request", query, "allow", true))
        .json()
        .path("redirect")
        .asText();
    assertThat(answer).contains("expires_in=86400");
    var token = answer.replaceAll(".*access_token=([^&]*).*", "$1");
    var path = "/rs/" + ada.name() + "/notes/";
    assertThat(read(path, token).statusCode()).isEqualTo(200);
    site.clock().advance(Duration.ofDays(1));
    assertThat(challenge(read(path, token))).contains("error=\"invalid_token\"");
  }

  @Test
  void whoShowsNothingIsAskedForABearer() {
    var refused = site.get("/rs/" + ada.name() + "/notes/");
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(challenge(refused)).startsWith("Bearer realm=").doesNotContain("error");
    var query = site.get("/rs/" + ada.name() + "/notes/?access_token=" + token("notes:r"));
    assertThat(query.statusCode()).isEqualTo(401);
  }

  @Test
  void refreshTokenOpensNothing() {
    var refused = read("/rs/" + ada.name() + "/notes/", "frsr_" + "A".repeat(43));
    assertThat(refused.statusCode()).isEqualTo(401);
  }

  @Test
  void accessTokenOfTheAccountOpensWhatTheMapSaysWhileItHolds() {
    var token = accountToken(SYNC);
    var path = "/rs/" + ada.name() + "/fxsync/";
    assertThat(read(path, token).statusCode()).isEqualTo(200);
    assertThat(put(path + "a", token)).isEqualTo(403);
    assertThat(read("/rs/" + ada.name() + "/notes/", token).statusCode()).isEqualTo(403);
    site.client().post("/oauth/v1/destroy", Map.of("token", token));
    assertThat(read(path, token).statusCode()).isEqualTo(401);
    assertThat(read(path, accountToken("profile")).statusCode()).isEqualTo(401);
  }

  @Test
  void syncsOwnCredentialOpensItsFolderWhileItsPersonMayCome() {
    var answer = site.client()
        .withHeaders(Map.of("Authorization", "Bearer " + accountToken(SYNC), "X-KeyID", KEY_ID))
        .get("/token/1.0/sync/1.5");
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
    var signed = new SyncToken.Signed(
        answer.json().path("id").asText(), answer.json().path("key").asText());
    var path = "/rs/" + ada.name() + "/fxsync/";
    assertThat(hawk(path, path, signed).statusCode()).isEqualTo(200);
    var other = "/rs/" + ada.name() + "/notes/";
    assertThat(hawk(other, other, signed).statusCode()).isEqualTo(403);
    assertThat(hawk(path, other, signed).statusCode()).isEqualTo(401);
    site.run("user", "disable", ada.person().email);
    assertThat(hawk(path, path, signed).statusCode()).isEqualTo(401);
    site.run("user", "enable", ada.person().email);
    assertThat(hawk(path, path, signed).statusCode()).isEqualTo(200);
    site.clock().advance(Duration.ofHours(1));
    assertThat(hawk(path, path, signed).statusCode()).isEqualTo(401);
  }

  @Test
  void ownPagesLookThroughDocumentsAndDeleteSome() {
    put("/rs/" + ada.name() + "/notes/a", token("notes:rw"));
    var own = "/auth/v1/remotestorage/documents/" + ada.name() + "/";
    var session = new String[] {"Authorization", "Bearer " + sessionBearer(ada)};
    assertThat(site.get(own, session).body()).contains("\"notes/\"");
    assertThat(site.get(own + "notes/", session).body()).contains("\"a\"", "text/plain");
    assertThat(site.get(own + "notes/a", session).body()).isEqualTo("text");
    assertThat(site.put(own + "notes/b", "text", session).statusCode()).isEqualTo(405);
    assertThat(site.send("DELETE", own + "notes/a", session).statusCode()).isEqualTo(200);
    assertThat(site.get(own + "notes/a", session).statusCode()).isEqualTo(404);
  }

  @Test
  void ownPagesAreForTheirPersonAndHerSessionAlone() {
    var own = "/auth/v1/remotestorage/documents/" + ada.name() + "/notes/";
    assertThat(site.get(own).statusCode()).isEqualTo(401);
    assertThat(read(own, token("*:rw")).statusCode()).isEqualTo(401);
    assertThat(read(own, sessionBearer(site.resident())).statusCode()).isEqualTo(403);
    assertThat(read("/rs/" + ada.name() + "/notes/", sessionBearer(ada)).statusCode())
        .isEqualTo(401);
    site.client().withBearer(ada.sessionToken()).post("/auth/v1/session/destroy", Map.of());
    assertThat(read(own, sessionBearer(ada)).statusCode()).isEqualTo(401);
  }

  private static String sessionBearer(Resident resident) {
    var id = AccountsClient.id("sessionToken", resident.sessionToken());
    return "fxs_" + HexFormat.of().formatHex(id);
  }

  private HttpResponse<String> hawk(String path, String signedPath, SyncToken.Signed signed) {
    var authorization = SigningClient.authorization(
        new HawkTarget("GET", signedPath, "sync.example.org", 443),
        signed,
        site.clock().instant().getEpochSecond(),
        Optional.empty());
    return site.get(path, "Authorization", authorization);
  }

  private String token(String scope) {
    return site.run("app-token", "add", ada.name(), scope)
        .lines()
        .reduce((a, b) -> b)
        .orElseThrow();
  }

  private String accountToken(String scope) {
    return ada.client()
        .post(
            "/auth/v1/oauth/token",
            Map.of("grant_type", "fxa-credentials", "client_id", DESKTOP, "scope", scope))
        .json()
        .path("access_token")
        .asText();
  }

  private static HttpResponse<String> read(String path, String token) {
    return site.get(path, "Authorization", "Bearer " + token);
  }

  private static int put(String path, String token) {
    return site.put(path, "text", "Authorization", "Bearer " + token).statusCode();
  }

  private static String challenge(HttpResponse<String> refused) {
    return refused.headers().firstValue("WWW-Authenticate").orElse("");
  }
}
