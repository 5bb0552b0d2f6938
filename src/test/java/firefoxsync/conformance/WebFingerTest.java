// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Discovery: RFC 7033, and section 10 of the draft. */
class WebFingerTest {
  private static final String RELATION = "http://tools.ietf.org/id/draft-dejong-remotestorage";
  private static final String PATH = "/.well-known/webfinger?resource=";

  @RegisterExtension
  static final RemoteStorageSite site =
      new RemoteStorageSite("origin = \"https://files.example.org\"");

  @BeforeEach
  void letTriesBeForgotten() {
    site.clock().advance(Duration.ofMinutes(16));
  }

  @Test
  void addressLeadsToTheStorage() throws Exception {
    var name = site.resident().name();
    var answer = site.get(PATH + "acct:" + name + "@sync.example.org");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/jrd+json");
    var document = json(answer);
    assertThat(document.path("subject").asText()).isEqualTo("acct:" + name + "@sync.example.org");
    assertThat(document.path("links")).hasSize(1);
    var link = document.path("links").path(0);
    assertThat(link.path("rel").asText()).isEqualTo(RELATION);
    assertThat(link.path("href").asText()).isEqualTo("https://files.example.org/rs/" + name);
  }

  @Test
  void propertiesAreTextsOrNull() throws Exception {
    var name = site.resident().name();
    var properties = json(site.get(PATH + "acct%3A" + name + "%40sync.example.org"))
        .path("links")
        .path(0)
        .path("properties");
    var dialog = "https://sync.example.org/rs-oauth/authorize/" + name;
    var expected = new ObjectMapper()
        .createObjectNode()
        .put("http://remotestorage.io/spec/version", "draft-dejong-remotestorage-26")
        .put("http://tools.ietf.org/html/rfc6749#section-4.2", dialog)
        .put("http://tools.ietf.org/html/rfc6749#section-3.1", dialog)
        .put(
            "http://tools.ietf.org/html/rfc6749#section-3.2",
            "https://sync.example.org/rs-oauth/token")
        .put("http://tools.ietf.org/html/rfc7636", "S256")
        .putNull("http://tools.ietf.org/html/rfc6750#section-2.3")
        .put("http://tools.ietf.org/html/rfc7233", "GET")
        .putNull("http://remotestorage.io/spec/web-authoring");
    assertThat(properties).isEqualTo(expected);
  }

  @Test
  void nobodyIsFoundBeforeTheNameIsChosen() {
    var newcomer = site.newcomer();
    var resource = "acct:" + newcomer.name() + "@sync.example.org";
    assertThat(site.get(PATH + resource).statusCode()).isEqualTo(404);
    newcomer.client().post("/auth/v1/remotestorage/name", Map.of("name", newcomer.name()));
    assertThat(site.get(PATH + resource).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"acct:%s@SYNC.example.org", "acct:%s@sync.example.org:443"})
  void hostIsComparedWithoutCaseAndWithOrWithoutItsPort(String form) {
    var name = site.resident().name();
    assertThat(site.get(PATH + form.formatted(name)).statusCode()).isEqualTo(200);
  }

  @Test
  void hostItselfStandsForNobodyAmongMany() {
    site.resident();
    site.resident();
    assertThat(site.get(PATH + "https://sync.example.org/").statusCode()).isEqualTo(404);
    assertThat(site.get(PATH + "http://sync.example.org/").statusCode()).isEqualTo(404);
  }

  @Test
  void foreignHostIsNotFound() {
    var name = site.resident().name();
    for (var host :
        new String[] {"example.org", "sync.example.org:8443", "sync.example.org.evil"}) {
      assertThat(site.get(PATH + "acct:" + name + "@" + host).statusCode())
          .as(host)
          .isEqualTo(404);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/.well-known/webfinger",
        "/.well-known/webfinger?resource=",
        "/.well-known/webfinger?resource=ada",
        "/.well-known/webfinger?resource=acct:ada",
        "/.well-known/webfinger?resource=mailto:ada@sync.example.org",
        "/.well-known/webfinger?resource=acct:a@b&resource=acct:a@b"
      })
  void malformedResourceIsABadRequest(String path) {
    var answer = site.get(path);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
  }

  @Test
  void linksAreThoseOfTheRelationsThatWereAskedFor() throws Exception {
    var path = PATH + "acct:" + site.resident().name() + "@sync.example.org";
    assertThat(json(site.get(path + "&rel=" + RELATION)).path("links")).hasSize(1);
    assertThat(json(site.get(path + "&rel=avatar&rel=" + RELATION)).path("links"))
        .hasSize(1);
    assertThat(json(site.get(path + "&rel=avatar")).path("links")).isEmpty();
  }

  @Test
  void everyAnswerIsOpenToScriptsAndNotKept() {
    var path = PATH + "acct:" + site.resident().name() + "@sync.example.org";
    for (var answer : new HttpResponse<?>[] {
      site.get(path, "Origin", "https://app.example"),
      site.get(PATH + "acct:nobody-here@sync.example.org", "Origin", "https://app.example"),
      site.get("/.well-known/host-meta", "Origin", "https://app.example"),
      site.send("DELETE", path, "Origin", "https://app.example")
    }) {
      assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
          .as(answer.toString())
          .contains("https://app.example");
      assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    }
    var preflight = site.send(
        "OPTIONS", path, "Origin", "https://app.example", "Access-Control-Request-Method", "GET");
    assertThat(preflight.statusCode()).isEqualTo(204);
    assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
        .contains("https://app.example");
  }

  @Test
  void guessingIsSlow() {
    var known = PATH + "acct:" + site.resident().name() + "@sync.example.org";
    for (int i = 0; i < 200; i++) {
      site.get(known);
    }
    for (int i = 0; i < 100; i++) {
      assertThat(site.get(PATH + "acct:guess" + i + "@sync.example.org").statusCode())
          .isEqualTo(404);
    }
    var limited = site.get(PATH + "acct:guess@sync.example.org");
    assertThat(limited.statusCode()).isEqualTo(429);
    assertThat(limited.headers().firstValue("Retry-After")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"host-meta", "host-meta.json"})
  void appsOfTheFirstDraftsFindTheSame(String document) throws Exception {
    var resource = "resource=acct:" + site.resident().name() + "@sync.example.org";
    var answer = site.get("/.well-known/" + document + "?" + resource);
    assertThat(json(answer)).isEqualTo(json(site.get("/.well-known/webfinger?" + resource)));
    var template = json(site.get("/.well-known/" + document)).path("links").path(0);
    assertThat(template.path("rel").asText()).isEqualTo("lrdd");
    assertThat(template.path("template").asText())
        .isEqualTo("https://sync.example.org/.well-known/webfinger?resource={uri}");
  }

  private static JsonNode json(HttpResponse<String> answer) throws IOException {
    return new ObjectMapper().readTree(answer.body());
  }
}
