// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sync storage 1.5: one item. */
final class Sync15ItemTest {
  private static final String ITEM = "/storage/bookmarks/a";

  @RegisterExtension
  static final SyncServer SERVER = new SyncServer();

  private final SigningClient client = SERVER.client();

  @Test
  void putAnswersItsTimeAsABareNumber() {
    var answer = client.put(ITEM, "{\"payload\":\"x\"}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).matches("[0-9]+\\.[0-9]{2}").isEqualTo(answer.lastModified());
    assertThat(answer.header("X-Weave-Timestamp")).isEqualTo(answer.lastModified());
  }

  @Test
  void itemWithoutSortindexHasExactlyThreeMembers() {
    var modified = client.put(ITEM, "{\"payload\":\"x\",\"ttl\":100}").lastModified();
    var answer = client.get(ITEM);

    assertThat(answer.body())
        .isEqualTo("{\"id\":\"a\",\"modified\":" + modified + ",\"payload\":\"x\"}");
    assertThat(answer.lastModified()).isEqualTo(modified);
  }

  @Test
  void payloadComesBackAsItWas() {
    client.put(ITEM, "{\"payload\":\"\\u0000\\\"\\\\\\n\u00e9\u20ac\ud83e\udd8a\"}");

    assertThat(client.get(ITEM).json().get("payload").asText())
        .isEqualTo("\u0000\"\\\n\u00e9\u20ac\ud83e\udd8a");
  }

  @Test
  void fieldsThatAreNotGivenStay() {
    client.put(ITEM, "{\"payload\":\"x\",\"sortindex\":5}");
    client.put(ITEM, "{\"sortindex\":-6}");
    client.put(ITEM, "{\"payload\":\"y\"}");

    assertThat(client.get(ITEM).json().get("payload").asText()).isEqualTo("y");
    assertThat(client.get(ITEM).json().get("sortindex").asInt()).isEqualTo(-6);
  }

  @Test
  void nullCountsAsNotGiven() {
    client.put(ITEM, "{\"payload\":\"x\",\"sortindex\":5}");
    client.put(ITEM, "{\"payload\":null,\"sortindex\":null,\"ttl\":null}");

    assertThat(client.get(ITEM).json().get("payload").asText()).isEqualTo("x");
    assertThat(client.get(ITEM).json().get("sortindex").asInt()).isEqualTo(5);
  }

  @Test
  void nullsOfANewItemAreItsDefaults() {
    var body = "{\"payload\":null,\"sortindex\":null,\"ttl\":null}";
    var modified = client.put(ITEM, body).lastModified();
    SERVER.clock().advance(Duration.ofDays(1000));

    assertThat(client.get(ITEM).body())
        .isEqualTo("{\"id\":\"a\",\"modified\":" + modified + ",\"payload\":\"\"}");
  }

  @Test
  void lastOfTwoMembersOfOneNameCounts() {
    client.put(ITEM, "{\"payload\":\"x\",\"payload\":\"y\"}");

    assertThat(client.get(ITEM).json().get("payload").asText()).isEqualTo("y");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"sortindex\":999999999}",
        "{\"sortindex\":-999999999}",
        "{\"sortindex\":0}",
        "{\"ttl\":999999999}"
      })
  void numbersUpToTheirLimitsAreTaken(String body) {
    assertThat(client.put(ITEM, body).status()).isEqualTo(200);
    var sortIndex = client.get(ITEM).json().get("sortindex");
    assertThat(body).contains(sortIndex == null ? "ttl" : ":" + sortIndex + "}");
  }

  /** Clause 9: nothing was given, so nothing of the item changes. */
  @Test
  void emptyObjectLeavesTheItemAndMovesItsCollection() {
    client.put(ITEM, "{\"payload\":\"x\",\"sortindex\":5}");
    var before = client.get(ITEM).body();
    var touched = client.put(ITEM, "{}");

    assertThat(client.get(ITEM).body()).isEqualTo(before);
    assertThat(client.get("/storage/bookmarks").lastModified()).isEqualTo(touched.lastModified());
  }

  @Test
  void emptyObjectMakesAnEmptyItem() {
    assertThat(client.put(ITEM, "{}").status()).isEqualTo(200);
    assertThat(client.get(ITEM).json().get("payload").asText()).isEmpty();
  }

  @Test
  void touchMovesTheCollectionButNotTheItem() {
    var first = client.put(ITEM, "{\"payload\":\"x\"}").lastModified();
    var second = client.put(ITEM, "{\"ttl\":100}").lastModified();

    assertThat(second).isGreaterThan(first);
    assertThat(client.get(ITEM).lastModified()).isEqualTo(first);
    assertThat(client.get("/storage/bookmarks").lastModified()).isEqualTo(second);
  }

  @Test
  void expiredItemIs404AndCanBeWrittenAnew() {
    client.put(ITEM, "{\"payload\":\"x\",\"sortindex\":5,\"ttl\":10}");
    assertThat(client.get(ITEM).status()).isEqualTo(200);
    SERVER.clock().advance(Duration.ofSeconds(11));
    assertThat(client.get(ITEM).status()).isEqualTo(404);
    assertThat(client.delete(ITEM).status()).isEqualTo(404);

    client.put(ITEM, "{\"payload\":\"y\"}");
    assertThat(client.get(ITEM).json().has("sortindex")).isFalse();
  }

  @Test
  void ttlOfZeroExpiresAtOnce() {
    assertThat(client.put(ITEM, "{\"payload\":\"x\",\"ttl\":0}").status()).isEqualTo(200);
    assertThat(client.get(ITEM).status()).isEqualTo(404);
  }

  @Test
  void bodyMayNameIdModifiedAndCollectionWhichTheServerDecides() {
    var answer = client.put(
        ITEM, "{\"id\":\"other\",\"modified\":1.5,\"collection\":\"x\",\"payload\":\"p\"}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(client.get(ITEM).json().get("id").asText()).isEqualTo("a");
    assertThat(client.get(ITEM).lastModified()).isEqualTo(answer.lastModified());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "1",
        "\"text\"",
        "{\"unknown\":1}",
        "{\"payload\":1}",
        "{\"payload\":{}}",
        "{\"payload\":true}",
        "{\"payload\":\"\\ud83e\"}",
        "{\"sortindex\":\"5\"}",
        "{\"sortindex\":1.5}",
        "{\"sortindex\":1000000000}",
        "{\"sortindex\":99999999999999999999}",
        "{\"ttl\":-1}",
        "{\"ttl\":\"5\"}",
        "{\"ttl\":1.0}",
        "{\"ttl\":1000000000}",
        "{\"id\":5}",
        "{\"id\":\"A\\n\"}",
        "{\"id\":\"\"}"
      })
  void invalidItemIs400WithCode8(String body) {
    var answer = client.put(ITEM, body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo("8");
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    assertThat(client.get(ITEM).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "", "{}{}", "{\"payload\":\"x\"", "nonsense", "{'a':1}"})
  void bodyThatIsNoJsonIs400WithCode6(String body) {
    var answer = client.put(ITEM, body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo("6");
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, 200",
    "text/plain, 200",
    "text/plain;charset=UTF-8, 200",
    "APPLICATION/JSON; charset=utf-8, 200",
    "application/newlines, 415",
    "application/octet-stream, 415"
  })
  void bodyIsOfAKnownType(String contentType, int status) {
    assertThat(client.put(ITEM, "{}", "Content-Type", contentType).status()).isEqualTo(status);
  }

  /** Clause 2.5: what an item is accepted as is nobody's choice. */
  @Test
  void acceptIsLookedAtForCollectionsAlone() {
    assertThat(client.put(ITEM, "{}", "Accept", "text/plain").status()).isEqualTo(200);
    assertThat(client.get(ITEM, "Accept", "application/newlines").header("Content-Type"))
        .isEqualTo("application/json");
    assertThat(client.delete(ITEM, "Accept", "text/plain").status()).isEqualTo(200);
  }

  @Test
  void payloadAboveTheLimitIs400WithCode8() {
    var answer = client.put(ITEM, "{\"payload\":\"" + "x".repeat(2_621_441) + "\"}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo("8");
    assertThat(
            client.put(ITEM, "{\"payload\":\"" + "x".repeat(2_621_440) + "\"}").status())
        .isEqualTo(200);
  }

  @Test
  void requestAboveTheLimitIs413WithCode17() {
    // Http2LimitsTest looks at the frames of such a refusal.
    assumeFalse(SyncServer.IS_HTTP_2, "some clients of Java 17 wait to send what nobody wants");
    var answer = client.put(ITEM, "{\"payload\":\"" + "x".repeat(2_625_536) + "\"}");

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.body()).isEqualTo("17");
  }

  @Test
  void everyPrintableCharacterIsAnId() {
    assertThat(client.put("/storage/bookmarks/a%2Fb%20%7E%25", "{}").status()).isEqualTo(200);
    assertThat(client.get("/storage/bookmarks").texts()).containsExactly("a/b ~%");
    assertThat(client.get("/storage/bookmarks/a%2fb%20~%25").status()).isEqualTo(200);
    assertThat(client.put("/storage/bookmarks/" + "a".repeat(64), "{}").status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%0A", "A%0A", "%C3%A9", "a/b", "a%7F"})
  void whatIsNoIdIsNoRoute(String id) {
    assertThat(client.get("/storage/bookmarks/" + id).status()).isEqualTo(404);
    assertThat(client.put("/storage/bookmarks/" + "a".repeat(65), "{}").status())
        .isEqualTo(404);
  }

  @Test
  void deleteAnswersItsTime() {
    client.put(ITEM, "{}");
    var answer = client.delete(ITEM);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"modified\":" + answer.lastModified() + "}");
    assertThat(client.get("/storage/bookmarks").lastModified()).isEqualTo(answer.lastModified());
    assertThat(client.get(ITEM).status()).isEqualTo(404);
    assertThat(client.delete(ITEM).status()).isEqualTo(404);
  }

  @Test
  void keysEncryptedUnderZerosAreRefusedInCryptoAlone() {
    var body = "{\"payload\":\"{\\\"IV\\\": \\\"AAAAAAAAAAAAAAAAAAAAAA==\\\"}\"}";

    var answer = client.put("/storage/crypto/keys", body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo("8");
    assertThat(client
            .post("/storage/crypto", "[" + body.replace("{\"p", "{\"id\":\"k\",\"p") + "]")
            .status())
        .isEqualTo(400);
    assertThat(client.put("/storage/bookmarks/keys", body).status()).isEqualTo(200);
  }
}
