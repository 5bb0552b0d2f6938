// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import firefoxsync.TestClock;
import firefoxsync.crypto.Sha256;
import firefoxsync.database.TestDatabases;
import firefoxsync.remotelog.LogSite;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Sync data kept in the remoteStorage of another server of ours, let in by code, PKCE and refresh. */
@Timeout(60)
final class RemoteLogByCodeTest {
  private static final String ORIGIN = "https://sync.example.org";
  private static final String PAGE = ORIGIN + "/settings/storage-elsewhere";
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

  @RegisterExtension
  static final RemoteStorageSite STORAGE = new RemoteStorageSite("");

  private final TestClock clock = new TestClock();
  private final RemoteStorageSite.Resident ada = STORAGE.resident();
  private LogSite site;

  @BeforeEach
  void link(@TempDir Path directory) throws IOException {
    site = new LogSite(TestDatabases.open(directory), clock);
    var tokens = redeem(code());
    site.link(
        STORAGE.uri("/rs/" + ada.name()),
        tokens.path("access_token").asText(),
        STORAGE.uri("/rs-oauth/token"),
        tokens.path("refresh_token").asText(),
        Duration.ofSeconds(tokens.path("expires_in").asLong()));
    site.put("bookmarks", "a", "first");
  }

  @AfterEach
  void stop() {
    site.close();
  }

  private String code() {
    var asked = new LinkedHashMap<String, String>();
    asked.put("client_id", ORIGIN);
    asked.put("redirect_uri", PAGE);
    asked.put("response_type", "code");
    asked.put("scope", "fxsync:rw");
    asked.put("code_challenge", challenge());
    asked.put("code_challenge_method", "S256");
    var query = asked.entrySet().stream()
        .map(field -> field.getKey() + "=" + RemoteStorageSite.encode(field.getValue()))
        .collect(Collectors.joining("&"));
    var back = ada.client()
        .post("/auth/v1/remotestorage/answer", Map.of("request", query, "allow", true))
        .json()
        .path("redirect")
        .asText();
    return Arrays.stream(URI.create(back).getRawQuery().split("&"))
        .filter(pair -> pair.startsWith("code="))
        .map(pair -> pair.substring("code=".length()))
        .findFirst()
        .orElseThrow();
  }

  private static String challenge() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Sha256.of(VERIFIER.getBytes(US_ASCII)));
  }

  private static JsonNode redeem(String code) throws IOException {
    var answer = STORAGE.postForm(
        "/rs-oauth/token",
        Map.of(
            "grant_type", "authorization_code",
            "client_id", ORIGIN,
            "redirect_uri", PAGE,
            "code", code,
            "code_verifier", VERIFIER));
    return new ObjectMapper().readTree(answer.body());
  }

  private void pass(Duration time) {
    clock.advance(time);
    STORAGE.clock().advance(time);
  }

  @Test
  void linkOutlivesItsTokensByDays(@TempDir Path empty) {
    for (int hour = 0; hour < 48; hour++) {
      pass(Duration.ofHours(1));
      site.put("bookmarks", "b" + hour % 5, "hour " + hour);
    }

    assertThat(site.isRefused()).isFalse();
    assertThat(site.rebuilt(TestDatabases.open(empty))).isEqualTo(site.everything());
  }

  @Test
  void disconnectedServerHasToBeLinkedAgain() {
    var apps = ada.client().get("/auth/v1/remotestorage/apps").json().path("apps");
    assertThat(apps).hasSize(1);
    STORAGE.run("user", "disable", ada.person().email);
    pass(Duration.ofHours(2));

    site.tidy();
    site.tryToPut("bookmarks", "b", "second");

    assertThat(site.isRefused()).isTrue();
  }
}
