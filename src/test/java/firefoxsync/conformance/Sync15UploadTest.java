// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sync storage 1.5: POST to a collection. */
final class Sync15UploadTest {
  private static final String TABS = "/storage/tabs";

  @RegisterExtension
  static final SyncServer SERVER = new SyncServer();

  private final SigningClient client = SERVER.client();

  @Test
  void allItemsShareOneTime() {
    var answer = client.post(TABS, "[{\"id\":\"b\",\"payload\":\"1\"},{\"id\":\"a\"}]");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo(
            "{\"modified\":" + answer.lastModified() + ",\"success\":[\"b\",\"a\"],\"failed\":{}}");
    assertThat(client.get(TABS + "/a").lastModified()).isEqualTo(answer.lastModified());
    assertThat(client.get(TABS + "/b").lastModified()).isEqualTo(answer.lastModified());
  }

  @Test
  void emptyListMovesTheCollection() {
    var answer = client.post(TABS, "[]");

    assertThat(answer.texts("success")).isEmpty();
    assertThat(client.get("/info/collections").body())
        .isEqualTo("{\"tabs\":" + answer.lastModified() + "}");
  }

  @Test
  void invalidItemsFailAloneWithAReason() {
    var answer = client.post(
        TABS,
        """
        [{"id":"a","payload":"x"}, {"id":"b","payload":5}, {"id":"c","ttl":-1},
         {"id":"d","sortindex":"1"}, {"id":"e","unknown":1}, {"id":"","payload":""},
         {"id":"A\\n"}, {"id":"f","modified":1,"collection":"tabs"}]""");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.texts("success")).containsExactly("a", "f");
    var failed = answer.json().get("failed");
    assertThat(failed.fieldNames()).toIterable().containsExactly("b", "c", "d", "e", "", "A\n");
    // Mobile reads nothing but texts here.
    assertThat(failed)
        .allMatch(JsonNode::isTextual)
        .noneMatch(reason -> reason.asText().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "5",
        "[5]",
        "[[]]",
        "[{}]",
        "[{\"id\":5}]",
        "[{\"id\":null}]",
        "[{\"id\":\"a\"},{\"id\":\"a\"}]",
        "[{\"id\":\"a\",\"payload\":5},{\"id\":\"a\"}]"
      })
  void invalidListIs400WithCode8(String body) {
    var answer = client.post(TABS, body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo("8");
    assertThat(client.get(TABS).body()).isEqualTo("[]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[", "[{\"id\":\"a\"}", "[] []", "nonsense"})
  void bodyThatIsNoJsonIs400WithCode6(String body) {
    var answer = client.post(TABS, body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo("6");
  }

  /** Clause 4.2, in a list as alone. */
  @Test
  void touchInAListLeavesTheItem() {
    client.put(TABS + "/a", "{\"payload\":\"x\"}");
    var before = client.get(TABS + "/a").body();
    var answer = client.post(TABS, "[{\"id\":\"a\",\"ttl\":100},{\"id\":\"b\",\"ttl\":100}]");

    assertThat(client.get(TABS + "/a").body()).isEqualTo(before);
    assertThat(client.get(TABS + "/b").lastModified()).isEqualTo(answer.lastModified());
    assertThat(client.get(TABS).lastModified()).isEqualTo(answer.lastModified());
  }

  @Test
  void itemsBeyondTheHundredthAreToBeSentAgain() {
    var body = IntStream.range(0, 105)
        .mapToObj(i -> "{\"id\":\"id" + i + "\",\"payload\":\"x\"}")
        .collect(Collectors.joining(",", "[", "]"));
    var answer = client.post(TABS, body);

    assertThat(answer.texts("success")).hasSize(100);
    assertThat(answer.json().get("failed")).hasSize(5);
    assertThat(answer.json().get("failed").get("id104").asText()).isEqualTo("retry bso");
  }

  @Test
  void itemsBeyondTheByteLimitAreToBeSentAgain() {
    var large = "x".repeat(1_310_720);
    var answer = client.post(
        TABS,
        "[{\"id\":\"a\",\"payload\":\"" + large + "\"},{\"id\":\"b\",\"payload\":\"" + large
            + "\"},{\"id\":\"c\",\"payload\":\"x\"},{\"id\":\"d\"}]");

    assertThat(answer.texts("success")).containsExactly("a", "b");
    assertThat(answer.json().get("failed").get("c").asText()).isEqualTo("retry bytes");
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, 200",
    "text/plain, 200",
    "text/plain;charset=UTF-8, 200",
    "application/octet-stream, 415",
    "application/x-www-form-urlencoded, 415"
  })
  void bodyIsOfAKnownType(String contentType, int status) {
    assertThat(client.post(TABS, "[]", "Content-Type", contentType).status()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'id':'a'}\\n{'id':'b'}\\n | 2",
        "{'id':'a'}\\n{'id':'b'} | 2",
        "{'id':'a'}\\r\\n{'id':'b'}\\r\\n | 2",
        "'' | 0"
      })
  void newlinesAreALineEach(String lines, int items) {
    var answer = client.post(TABS, text(lines), "Content-Type", "application/newlines");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.texts("success")).hasSize(items);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\\n", "{'id':'a'}\\n\\n{'id':'b'}", "[]", "5", "{'id':'a'}{'id':'b'}", "{'id'"})
  void newlinesWithAnythingElseAre400(String lines) {
    assertThat(client
            .post(TABS, text(lines), "Content-Type", "application/newlines")
            .status())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({
    "X-Weave-Records, 100, 200",
    "X-Weave-Records, 101, 400",
    "X-Weave-Bytes, 2621440, 200",
    "X-Weave-Bytes, 2621441, 400",
    "X-Weave-Total-Records, 10000, 200",
    "X-Weave-Total-Records, 10001, 400",
    "X-Weave-Total-Bytes, 262144000, 200",
    "X-Weave-Total-Bytes, 262144001, 400"
  })
  void announcedSizesAboveALimitAre400WithCode17(String header, String value, int status) {
    var answer = client.post(TABS, "[]", header, value);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body()).startsWith(status == 400 ? "17" : "{");
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "-1", "1.5", "4294967296", ""})
  void announcedSizeThatIsNoNumberIs400WithCode0(String value) {
    var answer = client.post(TABS, "[]", "X-Weave-Records", value);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo("0");
  }

  private static String text(String lines) {
    return lines.replace("\\n", "\n").replace("\\r", "\r").replace('\'', '"');
  }
}
