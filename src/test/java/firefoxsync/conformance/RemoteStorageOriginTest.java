// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import firefoxsync.conformance.DocumentClient.Answer;
import firefoxsync.conformance.RemoteStorageSite.Resident;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents at an origin of their own: there alone, and nothing beside them. */
class RemoteStorageOriginTest {
  private static final String PAGES = "sync.example.org";
  private static final String DOCUMENTS = "files.example.org";

  @RegisterExtension
  static final RemoteStorageSite site =
      new RemoteStorageSite("origin = \"https://" + DOCUMENTS + "\"");

  private static Resident ada;
  private static String token;

  @BeforeAll
  static void signUp() {
    ada = site.resident();
    token = site.run("app-token", "add", ada.name(), "notes:rw")
        .lines()
        .reduce((a, b) -> b)
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {DOCUMENTS, "FILES.example.org", DOCUMENTS + ":443", DOCUMENTS + ":8443"})
  void documentsAreThereWhateverTheProxyMakesOfThePort(String host) {
    assertThat(put(host, "doc").status()).isIn(200, 201);
    assertThat(get(host, "/rs/" + ada.name() + "/notes/doc").text()).isEqualTo("text");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {PAGES, "127.0.0.1:5000", "files.example.org.", "x.files.example.org", "["})
  void pageAmongTheDocumentsIsNeverOfThePagesOrigin(String host) {
    put(DOCUMENTS, "page.html");
    var path = "/rs/" + ada.name() + "/notes/page.html";
    for (var method : new String[] {"GET", "HEAD", "PUT", "DELETE"}) {
      var refused = send(host, method, path, "Origin: https://app.example");
      assertThat(refused.status()).as(method).isEqualTo(421);
      assertThat(refused.header("Access-Control-Allow-Origin")).isEqualTo("https://app.example");
      assertThat(refused.has("ETag")).isFalse();
    }
    assertThat(get(DOCUMENTS, path).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/signin",
        "/settings",
        "/rs-oauth/authorize?client_id=x",
        "/.well-known/webfinger?resource=acct:a@b",
        "/.well-known/fxa-client-configuration",
        "/auth/v1/remotestorage/apps",
        "/token/1.0/sync/1.5",
        "/1.5/1/info/collections",
        "/__version__",
        "/robots.txt",
        "/rs"
      })
  void nothingElseIsThere(String path) {
    assertThat(get(DOCUMENTS, path).status()).isEqualTo(404);
    assertThat(send(DOCUMENTS, "POST", path).status()).isEqualTo(404);
  }

  @Test
  void doctorLearnsThereThatTheOriginLeadsHere() {
    assertThat(get(DOCUMENTS, "/__arrival__?nonce=00ff").text()).contains("\"nonce\":\"00ff\"");
  }

  @Test
  void pagesAreWhereTheyWere() throws Exception {
    assertThat(get(PAGES, "/signin").status()).isEqualTo(200);
    var resource = "/.well-known/webfinger?resource=acct:" + ada.name() + "@sync.example.org";
    var link = json(get(PAGES, resource)).path("links").path(0);
    assertThat(link.path("href").asText()).isEqualTo("https://" + DOCUMENTS + "/rs/" + ada.name());
    assertThat(link.path("properties")
            .path("http://tools.ietf.org/html/rfc6749#section-4.2")
            .asText())
        .isEqualTo("https://" + PAGES + "/rs-oauth/authorize/" + ada.name());
  }

  @Test
  void herOwnPagesStillLookThroughHerDocuments() {
    put(DOCUMENTS, "doc");
    var own = "/auth/v1/remotestorage/documents/" + ada.name() + "/notes/";
    assertThat(get(PAGES, own).status()).isEqualTo(401);
    assertThat(get(DOCUMENTS, own).status()).isEqualTo(404);
  }

  @Test
  void preflightIsAnsweredAtBoth() {
    for (var host : new String[] {PAGES, DOCUMENTS}) {
      var answer = send(
          host,
          "OPTIONS",
          "/rs/" + ada.name() + "/notes/doc",
          "Origin: https://app.example",
          "Access-Control-Request-Method: PUT");
      assertThat(answer.status()).isEqualTo(204);
    }
  }

  private static JsonNode json(Answer answer) throws Exception {
    return new ObjectMapper().readTree(answer.bytes());
  }

  private static Answer put(String host, String name) {
    try (var call = new DocumentClient.Call(site.address(), false)) {
      call.send(head(host, "PUT", "/rs/" + ada.name() + "/notes/" + name)
          + "Content-Length: 4\r\nContent-Type: text/html\r\n\r\ntext");
      return call.read();
    }
  }

  private static Answer get(String host, String path) {
    return send(host, "GET", path);
  }

  private static Answer send(String host, String method, String path, String... fields) {
    try (var call = new DocumentClient.Call(site.address(), method.equals("HEAD"))) {
      var lines = new StringBuilder(head(host, method, path));
      for (var field : fields) {
        lines.append(field).append("\r\n");
      }
      call.send(lines + "\r\n");
      return call.read();
    }
  }

  private static String head(String host, String method, String path) {
    return "%s %s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\n"
        .formatted(method, path, host, token);
  }
}
