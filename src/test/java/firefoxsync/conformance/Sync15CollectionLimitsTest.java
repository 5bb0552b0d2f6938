// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import firefoxsync.config.CollectionLimits;
import firefoxsync.config.SyncLimits;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sync storage 1.5: collections whose limits differ from those of the others. */
final class Sync15CollectionLimitsTest {
  @RegisterExtension
  static final SyncServer SERVER =
      new SyncServer(new SyncLimits(1000, 100, 800, 500, 1000, 100_000, 0)
          .with(Map.of(
              "large", new CollectionLimits(5000L, 4000L, 3000L),
              "small", new CollectionLimits(400L, 200L, 100L),
              "odd", new CollectionLimits(null, 700L, null))));

  private final SigningClient client = SERVER.client();

  @Test
  void configurationTellsWhatDiffers() {
    var told = client.get("/info/configuration").json();

    assertThat(told.get("max_post_bytes").asInt()).isEqualTo(800);
    assertThat(told.get("collections"))
        .hasToString("{\"large\":{\"max_request_bytes\":5000,\"max_post_bytes\":4000,"
            + "\"max_record_payload_bytes\":3000},\"odd\":{\"max_post_bytes\":700},"
            + "\"small\":{\"max_request_bytes\":400,\"max_post_bytes\":200,"
            + "\"max_record_payload_bytes\":100}}");
  }

  @ParameterizedTest
  @CsvSource({
    "tabs, 500, 200, 0",
    "tabs, 501, 400, 8",
    "tabs, 1000, 413, 17",
    "large, 3000, 200, 0",
    "large, 3001, 400, 8",
    "large, 5000, 413, 17",
    "small, 100, 200, 0",
    "small, 101, 400, 8",
    "small, 400, 413, 17",
    "odd, 500, 200, 0"
  })
  void itemFitsItsCollection(String collection, int payloadBytes, int status, String code) {
    var body = "{\"payload\":\"" + "x".repeat(payloadBytes) + "\"}";
    var answer = client.put("/storage/" + collection + "/a", body);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body()).matches(status == 200 ? "[0-9.]+" : code);
  }

  @ParameterizedTest
  @CsvSource({
    "tabs, 400, 400, 2",
    "tabs, 400, 401, 1",
    "large, 2000, 2000, 2",
    "large, 2000, 2001, 1",
    "small, 100, 100, 2",
    "small, 101, 99, 1",
    "small, 101, 100, 0",
    "odd, 350, 350, 2",
    "odd, 350, 351, 1"
  })
  void listFitsItsCollection(String collection, int firstBytes, int secondBytes, int kept) {
    var answer = client.post(
        "/storage/" + collection, "[" + item("a", firstBytes) + "," + item("b", secondBytes) + "]");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.texts("success")).hasSize(kept);
    answer.json().get("failed").forEach(reason -> assertThat(reason.asText())
        .isEqualTo("retry bytes"));
  }

  @ParameterizedTest
  @CsvSource({
    "tabs, 800, 200",
    "tabs, 801, 400",
    "large, 4000, 200",
    "large, 4001, 400",
    "small, 201, 400"
  })
  void announcedBytesFitTheCollection(String collection, String bytes, int status) {
    assertThat(
            client.post("/storage/" + collection, "[]", "X-Weave-Bytes", bytes).status())
        .isEqualTo(status);
  }

  /** Clauses 4.1 and 10.2: bytes of UTF-8, not characters. */
  @ParameterizedTest
  @CsvSource({"é, 50, 200", "é, 51, 400", "\uD83E\uDD8A, 25, 200", "\uD83E\uDD8A, 26, 400"})
  void payloadsAreMeasuredInBytes(String character, int times, int status) {
    var payload = character.repeat(times);
    var body = "{\"payload\":\"" + payload + "\"}";
    var list = "[{\"id\":\"b\",\"payload\":\"" + payload + "\"}]";

    assertThat(client.put("/storage/small/a", body).status()).isEqualTo(status);
    assertThat(client.post("/storage/small", list).texts("success")).hasSize(status == 200 ? 1 : 0);
  }

  private static String item(String id, int bytes) {
    return "{\"id\":\"" + id + "\",\"payload\":\"" + "x".repeat(bytes) + "\"}";
  }
}
