// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import static firefoxsync.conformance.MozillaSite.ADA;
import static firefoxsync.conformance.MozillaStandIn.STRANGERS_KEY;
import static firefoxsync.conformance.MozillaStandIn.header;
import static firefoxsync.conformance.MozillaStandIn.sign;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import firefoxsync.token.AccessTokenVerifier;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mozilla's access tokens on documents, exchanged (RFC 8693) or as they are. */
class MozillaDocumentsTest {
  private static final String SCOPE = AccessTokenVerifier.SYNC_SCOPE;
  private static final String BEA = "bea0".repeat(8);
  private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
  private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private MozillaSite site;
  private MozillaStandIn mozilla;

  @BeforeEach
  void start(@TempDir Path directory) throws IOException {
    site = new MozillaSite(
        directory,
        "[remotestorage]\nenabled = true\nscope_map = [\"" + SCOPE + " = fxsync:rw notes:r\"]");
    mozilla = site.mozilla;
    assertThat(site.command("user", "name", ADA, "ada")).isZero();
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void tokenOfALinkedPersonOpensWhatTheMapSays() throws Exception {
    var token = mozilla.token(ADA);

    assertThat(put("/rs/ada/fxsync/doc", token)).isEqualTo(201);
    assertThat(get("/rs/ada/fxsync/doc", token)).isEqualTo(200);
    assertThat(get("/rs/ada/notes/", token)).isEqualTo(200);
    assertThat(put("/rs/ada/notes/doc", token)).isEqualTo(403);
    assertThat(get("/rs/ada/photos/", token)).isEqualTo(403);
    assertThat(get("/rs/ada/", token)).isEqualTo(403);
    assertThat(mozilla.askedForKeys()).isEqualTo(1);
  }

  @Test
  void tokenIsExchangedForOneOfOursThatEndsWithItsPersonsWelcome() throws Exception {
    assertThat(site.command("user", "allow", BEA)).isZero();
    assertThat(site.command("user", "name", BEA, "bea")).isZero();
    var bought = exchange(mozilla.token(BEA), "fxsync:rw");

    assertThat(bought.path("access_token").asText()).startsWith("frsa_");
    assertThat(bought.path("issued_token_type").asText()).isEqualTo(ACCESS_TOKEN);
    assertThat(bought.path("token_type").asText()).isEqualTo("bearer");
    assertThat(bought.path("expires_in").asLong()).isEqualTo(3600);
    assertThat(bought.path("scope").asText()).isEqualTo("fxsync:rw");
    var ours = bought.path("access_token").asText();
    assertThat(put("/rs/bea/fxsync/doc", ours)).isEqualTo(201);
    assertThat(get("/rs/bea/notes/", ours)).isEqualTo(403);
    assertThat(get("/rs/ada/fxsync/", ours)).isEqualTo(403);

    assertThat(site.command("user", "disallow", BEA)).isZero();
    assertThat(get("/rs/bea/fxsync/doc", ours)).isEqualTo(401);
    assertThat(site.command("user", "allow", BEA)).isZero();
    assertThat(get("/rs/bea/fxsync/doc", ours)).isEqualTo(200);
    site.clock.advance(Duration.ofHours(1));
    assertThat(get("/rs/bea/fxsync/doc", ours)).isEqualTo(401);
  }

  @Test
  void personWhoIsNotAllowedOrNotLinkedOpensNothing() throws Exception {
    assertRefused(BEA);
    assertThat(site.command("user", "allow", BEA)).isZero();
    assertRefused(BEA);
    assertThat(site.command("user", "name", BEA, "bea")).isZero();
    assertThat(get("/rs/bea/fxsync/", mozilla.token(BEA))).isEqualTo(200);
    assertThat(site.command("user", "disallow", BEA)).isZero();
    assertRefused(BEA);
  }

  private void assertRefused(String account) throws Exception {
    assertThat(get("/rs/ada/fxsync/", mozilla.token(account))).isEqualTo(401);
    assertThat(exchange(mozilla.token(account), "").path("error").asText())
        .isEqualTo("invalid_grant");
  }

  @Test
  void onePersonsTokenOpensNobodyElsesDocuments() throws Exception {
    assertThat(site.command("user", "allow", BEA)).isZero();
    assertThat(site.command("user", "name", BEA, "bea")).isZero();
    assertThat(get("/rs/ada/fxsync/", mozilla.token(BEA))).isEqualTo(403);
    assertThat(put("/rs/ada/fxsync/doc", mozilla.token(BEA))).isEqualTo(403);
  }

  @Test
  void forgedExpiredAndForeignScopedTokensOpenNothing() throws Exception {
    var forged = sign(header("at+jwt", "first"), mozilla.claims(ADA).build(), STRANGERS_KEY);
    var profile = mozilla.token(ADA, claims -> claims.claim("scope", "profile"));
    var old = mozilla.token(ADA);
    assertThat(get("/rs/ada/fxsync/", profile)).isEqualTo(401);
    assertThat(exchange(profile, "").path("error").asText()).isEqualTo("invalid_scope");
    assertThat(exchange(mozilla.token(ADA), "*:rw").path("error").asText())
        .isEqualTo("invalid_scope");
    site.clock.advance(Duration.ofHours(2));
    for (var token : List.of(forged, old)) {
      assertThat(get("/rs/ada/fxsync/", token)).isEqualTo(401);
      assertThat(exchange(token, "").path("error").asText()).isEqualTo("invalid_grant");
    }
  }

  @Test
  void mozillaIsAskedAboutAnOpaqueTokenEachTime() throws Exception {
    mozilla.vouch(Map.of("user", ADA, "scope", List.of(SCOPE)));
    assertThat(get("/rs/ada/fxsync/", "opaque")).isEqualTo(200);
    assertThat(exchange("opaque", "fxsync:r").path("scope").asText()).isEqualTo("fxsync:r");
    mozilla.verifyWith(400, "{}");
    assertThat(get("/rs/ada/fxsync/", "opaque")).isEqualTo(401);
    assertThat(mozilla.askedToVerify()).isEqualTo(3);
  }

  @Test
  void whatNobodyCanTellJustNowIsUnavailable() throws Exception {
    mozilla.verifyWith(502, "");
    assertThat(get("/rs/ada/fxsync/", "opaque")).isEqualTo(503);
    assertThat(exchange("opaque", "").path("error").asText()).isEqualTo("temporarily_unavailable");
    assertThat(get("/rs/ada/fxsync/", mozilla.token(ADA))).isEqualTo(200);
  }

  private JsonNode exchange(String token, String scope) throws Exception {
    var form = new LinkedHashMap<>(
        Map.of("grant_type", EXCHANGE, "subject_token_type", ACCESS_TOKEN, "subject_token", token));
    if (!scope.isEmpty()) {
      form.put("scope", scope);
    }
    var body = form.entrySet().stream()
        .map(field ->
            field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
    var answer = send(HttpRequest.newBuilder(uri("/rs-oauth/token"))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(body)));
    return new ObjectMapper().readTree(answer.body());
  }

  private int get(String path, String token) throws Exception {
    return send(HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + token))
        .statusCode();
  }

  private int put(String path, String token) throws Exception {
    return send(HttpRequest.newBuilder(uri(path))
            .header("Authorization", "Bearer " + token)
            .PUT(BodyPublishers.ofString("text")))
        .statusCode();
  }

  private URI uri(String path) {
    return site.uri().resolve(path);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
