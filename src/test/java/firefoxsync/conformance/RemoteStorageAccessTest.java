// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what, and who may read the answer: draft 26, "Bearer tokens", "CORS"; RFC 6750. */
final class RemoteStorageAccessTest {
  @RegisterExtension
  static final DocumentServer SERVER = new DocumentServer();

  private DocumentClient client;

  @BeforeEach
  void emptyAccount() {
    client = SERVER.newPerson("c:rw");
    // The minute of other tests is over: they come from the same address.
    SERVER.clock().advance(Duration.ofMinutes(2));
  }

  @Test
  void noTokenIs401WithoutAnError() {
    var answer = client.withoutToken().get("/c/");
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"remoteStorage\"");
  }

  @Test
  void unknownTokenIs401InvalidToken() {
    for (var token : List.of("frsa_" + "A".repeat(43), "frsa_short")) {
      var answer = client.with(token).get("/c/");
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.header("WWW-Authenticate"))
          .isEqualTo("Bearer realm=\"remoteStorage\", error=\"invalid_token\"");
    }
  }

  @Test
  void revokedTokenFailsAtOnce() {
    client.put("/c/doc", "one");
    SERVER.revokeAll(client.name());
    assertThat(client.get("/c/doc").status()).isEqualTo(401);
    assertThat(client.put("/c/doc", "two").status()).isEqualTo(401);
  }

  @Test
  void expiredTokenIs401() {
    long soon = SERVER.clock().millis() + 60_000;
    var brief = client.with(SERVER.token(client.name(), "c:rw", OptionalLong.of(soon)));
    assertThat(brief.put("/c/doc", "one").status()).isEqualTo(201);
    SERVER.clock().advance(Duration.ofMinutes(2));
    assertThat(brief.get("/c/doc").status()).isEqualTo(401);
  }

  @Test
  void narrowTokenIs403InsufficientScope() {
    var answer = client.get("/other/");
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.header("WWW-Authenticate"))
        .isEqualTo("Bearer realm=\"remoteStorage\", error=\"insufficient_scope\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/doc", "/c", "/other/doc", "/public/", "/public/doc", "/cc/doc"})
  void moduleReachesNothingBesideItsTwoFolders(String path) {
    assertThat(client.put(path.endsWith("/") ? path + "x" : path, "one").status())
        .isEqualTo(403);
    assertThat(client.delete(path.endsWith("/") ? path + "x" : path).status()).isEqualTo(403);
    if (!path.startsWith("/public/d")) {
      assertThat(client.get(path).status()).isEqualTo(403);
    }
  }

  @Test
  void scopesAreAUnion() {
    var both = client.with(SERVER.token(client.name(), "c:r d:rw", OptionalLong.empty()));
    assertThat(both.put("/d/doc", "one").status()).isEqualTo(201);
    assertThat(both.get("/c/").status()).isEqualTo(200);
    assertThat(both.put("/c/doc", "one").status()).isEqualTo(403);
  }

  @Test
  void tokenInTheQueryDoesNotCount() {
    client.put("/c/doc", "one");
    var answer = client.withoutToken().get("/c/doc?access_token=" + client.token());
    assertThat(answer.status()).isEqualTo(401);
  }

  @Test
  void badTokenDoesNoHarmToAPublicDocument() {
    client.put("/public/c/doc", "one");
    assertThat(client.with("frsa_" + "A".repeat(43)).get("/public/c/doc").text())
        .isEqualTo("one");
    assertThat(client.with(SERVER.newPerson("c:r").token()).get("/public/c/doc").text())
        .isEqualTo("one");
  }

  @Test
  void nobodysNameLooksLikeAnybodys() {
    var nobody = SERVER.stranger("nobody-has-this");
    var refused = client.withoutToken().get("/c/");
    assertThat(nobody.get("/c/").headers()).isEqualTo(refused.headers());
    assertThat(nobody.get("/c/").status()).isEqualTo(refused.status());
    assertThat(nobody.with(client.token()).get("/c/").status()).isEqualTo(403);
    assertThat(nobody.get("/public/c/doc").headers())
        .isEqualTo(client.withoutToken().get("/public/c/doc").headers());
  }

  @Test
  void guessingPublicDocumentsComesToAnEnd() {
    client.put("/public/c/doc", "one");
    var stranger = client.withoutToken();
    int misses = 0;
    while (stranger.get("/public/c/guess" + misses).status() == 404) {
      misses++;
    }
    assertThat(misses).isEqualTo(60);
    var refused = stranger.get("/public/c/doc", "Origin: https://app.example");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.header("Retry-After")).isNotEmpty();
    assertThat(refused.header("Access-Control-Allow-Origin")).isEqualTo("https://app.example");
    assertThat(client.get("/public/c/doc").status()).isEqualTo(200);
    SERVER.clock().advance(Duration.ofMinutes(1));
    assertThat(stranger.get("/public/c/doc").status()).isEqualTo(200);
  }

  @Test
  void everyAnswerIsOpenToOtherOrigins() {
    var etag = client.put("/c/doc", "one").header("ETag");
    var origin = "Origin: https://app.example";
    for (var answer : List.of(
        client.get("/c/doc", origin),
        client.get("/c/", origin),
        client.get("/c/none", origin),
        client.get("/c/doc", origin, "If-None-Match: " + etag),
        client.get("/c/doc", origin, "Range: bytes=9-"),
        client.get("/c/%zz", origin),
        client.put("/c/doc", "two", origin, "If-None-Match: *"),
        client.withoutToken().get("/c/doc", origin),
        client.get("/d/", origin),
        client.send("POST", "/c/doc", origin, "Content-Length: 0"),
        client.delete("/c/none", origin))) {
      assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("https://app.example");
      assertThat(answer.header("Vary")).contains("Origin");
      assertThat(answer.has("Access-Control-Allow-Credentials")).isFalse();
      assertThat(answer.header("Access-Control-Expose-Headers"))
          .contains("ETag", "Content-Length", "Content-Type", "Last-Modified", "Content-Range")
          .contains("Accept-Ranges", "Retry-After", "WWW-Authenticate");
    }
    assertThat(client.get("/c/doc").header("Access-Control-Allow-Origin")).isEqualTo("*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/c/doc", "/c/", "/nowhere/%zz"})
  void preflightNeedsNoTokenAnywhere(String path) {
    var answer = client
        .withoutToken()
        .options(
            path,
            "Origin: http://localhost:8080",
            "Access-Control-Request-Method: PUT",
            "Access-Control-Request-Private-Network: true");
    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("http://localhost:8080");
    assertThat(answer.header("Access-Control-Allow-Methods"))
        .contains("OPTIONS", "GET", "HEAD", "PUT", "DELETE");
    assertThat(answer.header("Access-Control-Allow-Headers"))
        .contains("Authorization", "Content-Type", "Content-Length", "Origin", "X-Requested-With")
        .contains("If-Match", "If-None-Match", "Range");
    assertThat(answer.header("Access-Control-Max-Age")).isEqualTo("7200");
    assertThat(answer.header("Access-Control-Allow-Private-Network")).isEqualTo("true");
  }

  @Test
  void answerToAHeadThatIsTooLongIsOpenToo() {
    var answer = client.get("/c/" + "x".repeat(40_000), "Origin: https://app.example");
    assertThat(answer.status()).isEqualTo(414);
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
  }

  @Test
  void optionsWithoutAnOriginIsAnsweredToo() {
    var answer = client.withoutToken().options("/c/doc");
    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(answer.header("Access-Control-Allow-Methods")).contains("PUT");
    assertThat(answer.header("Access-Control-Expose-Headers")).contains("ETag");
  }
}
