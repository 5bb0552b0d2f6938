// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sync storage 1.5: what every answer has, routes that are none, and other origins. */
final class Sync15ErrorsTest {
  @RegisterExtension
  static final SyncServer SERVER = new SyncServer();

  private final SigningClient client = SERVER.client();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/1.5/42/nothing",
        "/1.5/42/info/nothing",
        "/1.5/42/storage/bad%20name",
        "/1.5/42/storage/012345678901234567890123456789012",
        "/1.5/42/storage/tabs/a/b",
        "/1.5/42/storage/",
        "/1.5/12345678901/info/collections",
        "/1.5/abc/info/collections",
        "/storage/1.5/abc"
      })
  void unknownRouteIs404BeforeAuthentication(String target) {
    var answer = client.send("GET", target, "");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.body()).isEqualTo("0");
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    assertThat(answer.has("X-Weave-Timestamp")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "PATCH, /storage/tabs",
    "PUT, /storage/tabs",
    "POST, /storage/tabs/a",
    "POST, /info/collections",
    "DELETE, /info/quota",
    "GET, /storage",
    "OPTIONS, /storage/tabs"
  })
  void wrongMethodIs405BeforeAuthentication(String method, String path) {
    var answer = client.send(method, "/1.5/42" + path, "");

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.body()).isEqualTo("1");
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
  }

  /** Clause 1: the longest name, of every kind of character, is still one. */
  @Test
  void nameOf32CharactersIsACollection() {
    var name = "aZ09._-" + "x".repeat(25);

    assertThat(client.put("/storage/" + name + "/a", "{}").status()).isEqualTo(200);
    assertThat(client.get("/info/collections").json().fieldNames())
        .toIterable()
        .containsExactly(name);
  }

  @Test
  void itemThatIsNotThereIs404() {
    var answer = client.get("/storage/tabs/none");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.body()).isEqualTo("0");
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
  }

  @Test
  void timestampIsTheServersButNeverBeforeTheAnswersLastModified() {
    var arrived = client.get("/info/collections").header("X-Weave-Timestamp");
    assertThat(arrived).isEqualTo(seconds(SERVER.clock().instant().toEpochMilli() / 10));

    client.put("/storage/tabs/a", "{}");
    var second = client.put("/storage/tabs/a", "{\"payload\":\"x\"}");
    assertThat(second.header("X-Weave-Timestamp"))
        .isGreaterThan(arrived)
        .isEqualTo(second.lastModified());
  }

  @Test
  void bothLayoutsAreTheSameStore() {
    client.put("/storage/tabs/a", "{}");
    var target = "/storage/1.5/" + client.uid() + "/storage/tabs";
    var answer =
        client.send("GET", target, "", "Authorization", client.authorization("GET", target));

    assertThat(answer.texts()).containsExactly("a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/1.5/42/storage/tabs", "/1.5/42/info/collections", "/1.5/42/nothing"})
  void preflightIsAnsweredWithoutAuthentication(String target) {
    var answer = client.send(
        "OPTIONS", target, "", "Origin", "localhost", "Access-Control-Request-Method", "GET");

    assertThat(answer.status()).isBetween(200, 204);
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("localhost");
    assertThat(answer.header("Access-Control-Max-Age")).isEqualTo("1728000");
    assertThat(answer.header("Access-Control-Allow-Methods").split(", "))
        .containsExactlyInAnyOrder("DELETE", "GET", "POST", "PUT");
    assertThat(answer.header("Access-Control-Allow-Headers").split(", "))
        .contains("Authorization", "Content-Type", "X-Weave-Timestamp", "X-Weave-Total-Records");
  }

  @Test
  void answersToOtherOriginsAreOpen() {
    var answer = client.get("/info/collections", "Origin", "https://example.com");

    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("https://example.com");
    assertThat(answer.header("Vary")).contains("Origin");
  }

  /** Clause 2.6: scripts have to read refusals, too. */
  @ParameterizedTest
  @CsvSource({
    "GET, /1.5/42/storage/tabs, 401",
    "GET, /1.5/42/nothing, 404",
    "PATCH, /1.5/42/storage/tabs, 405"
  })
  void refusalsAreOpenToOtherOriginsToo(String method, String target, int status) {
    var answer = client.send(method, target, "", "Origin", "https://example.com");

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("https://example.com");
    assertThat(answer.header("Vary")).contains("Origin");
  }

  private static String seconds(long hundredths) {
    return BigDecimal.valueOf(hundredths, 2).toPlainString();
  }
}
