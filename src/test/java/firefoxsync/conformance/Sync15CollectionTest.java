// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sync storage 1.5: reading a collection. */
final class Sync15CollectionTest {
  private static final String TABS = "/storage/tabs";

  @RegisterExtension
  static final SyncServer SERVER = new SyncServer();

  private final SigningClient client = SERVER.client();

  @Test
  void collectionThatDoesNotExistIsEmpty() {
    var answer = client.get(TABS);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("[]");
    assertThat(answer.lastModified()).isEqualTo("0.00");
    assertThat(answer.header("X-Weave-Records")).isEqualTo("0");
    assertThat(client.get("/info/collections").body()).isEqualTo("{}");
  }

  @Test
  void idsAreListedNewestFirst() {
    three();

    var answer = client.get(TABS);
    assertThat(answer.texts()).containsExactly("c", "b", "a");
    assertThat(answer.header("X-Weave-Records")).isEqualTo("3");
    assertThat(answer.has("X-Weave-Next-Offset")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"full", "full=", "full=0", "full=1"})
  void fullListsWholeItems(String full) {
    three();
    var json = client.get(TABS + "?" + full).json();

    assertThat(json.get(0).get("id").asText()).isEqualTo("c");
    assertThat(json.get(0).get("payload").asText()).isEqualTo("3");
    assertThat(json.get(2).get("sortindex").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"newest, c b a", "oldest, a b c", "index, b a c"})
  void sortSetsTheOrder(String sort, String ids) {
    three();

    assertThat(client.get(TABS + "?sort=" + sort).texts()).containsExactly(ids.split(" ", -1));
  }

  @Test
  void newerAndOlderAreStrict() {
    var first = client.put(TABS + "/a", "{}").lastModified();
    client.put(TABS + "/b", "{}");
    var third = client.put(TABS + "/c", "{}").lastModified();

    assertThat(client.get(TABS + "?newer=" + first).texts()).containsExactly("c", "b");
    assertThat(client.get(TABS + "?older=" + third).texts()).containsExactly("b", "a");
    assertThat(client.get(TABS + "?newer=" + first + "&older=" + third).texts())
        .containsExactly("b");
  }

  @Test
  void idsAreDecodedBeforeTheyAreSplit() {
    three();

    assertThat(client.get(TABS + "?ids=a,nosuch,c").texts()).containsExactly("c", "a");
    assertThat(client.get(TABS + "?ids=a%2Cb%20").texts()).containsExactly("b", "a");
  }

  @Test
  void aHundredIdsAreTheMost() {
    var ids = IntStream.range(0, 101).mapToObj(i -> "id" + i).collect(Collectors.joining(","));

    assertThat(client.get(TABS + "?ids=" + ids).status()).isEqualTo(400);
    assertThat(
            client.get(TABS + "?ids=" + ids.substring(0, ids.lastIndexOf(','))).status())
        .isEqualTo(200);
  }

  @Test
  void aHundredLongIdsFitIntoARequest() {
    var ids = IntStream.range(0, 100)
        .mapToObj(i -> "%7E".repeat(61) + (100 + i))
        .collect(Collectors.joining(","));

    assertThat(client.get(TABS + "?ids=" + ids).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "newer=abc",
        "newer=-1",
        "older=abc",
        "older=-0.1",
        "limit=-1",
        "limit=abc",
        "limit=",
        "offset=abc",
        "offset=12:3",
        "sort=upwards",
        "sort=",
        "ids=",
        "ids=a,,b",
        "ids=%0A",
        "limit=1&limit=2"
      })
  void badParametersAre400WithCode0(String query) {
    var answer = client.get(TABS + "?" + query);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo("0");
  }

  @Test
  void unknownParametersAreIgnored() {
    assertThat(client.get(TABS + "?whatever=1&index_above=2").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&sort=newest", "&sort=oldest", "&sort=index", "&full&newer=1"})
  void pagesNeitherRepeatNorSkip(String more) {
    var body = IntStream.range(0, 7)
        .mapToObj(i -> "{\"id\":\"id" + i + "\"" + (i % 2 == 0 ? ",\"sortindex\":3" : "") + "}")
        .collect(Collectors.joining(",", "[", "]"));
    client.post(TABS, body);
    client.put(TABS + "/late", "{}");
    var whole = client.get(TABS + "?x" + more).body();

    var pages = new ArrayList<String>();
    var page = client.get(TABS + "?limit=3" + more);
    while (page.has("X-Weave-Next-Offset")) {
      pages.add(page.body().substring(1, page.body().length() - 1));
      assertThat(page.header("X-Weave-Records")).isEqualTo("3");
      var offset = page.header("X-Weave-Next-Offset");
      assertThat(offset).matches("[A-Za-z0-9_-]+");
      page = client.get(TABS + "?limit=3&offset=" + offset + more);
    }
    pages.add(page.body().substring(1, page.body().length() - 1));
    assertThat("[" + String.join(",", pages) + "]").isEqualTo(whole);
    assertThat(pages).hasSize(3);
  }

  @Test
  void offsetGoesWithAnotherLimitOrWithNone() {
    three();
    var offset = client.get(TABS + "?limit=1").header("X-Weave-Next-Offset");

    assertThat(client.get(TABS + "?limit=2&offset=" + offset).texts()).containsExactly("b", "a");
    assertThat(client.get(TABS + "?offset=" + offset).texts()).containsExactly("b", "a");
    assertThat(client.get(TABS + "?sort=oldest&offset=" + offset).status()).isEqualTo(400);
  }

  @Test
  void lastPageHasNoOffset() {
    three();

    assertThat(client.get(TABS + "?limit=3").has("X-Weave-Next-Offset")).isFalse();
    assertThat(client.get(TABS + "?limit=0").body()).isEqualTo("[]");
  }

  @Test
  void newlinesEndEveryLine() {
    three();
    var ids = client.get(TABS, "Accept", "application/newlines");
    assertThat(ids.body()).isEqualTo("\"c\"\n\"b\"\n\"a\"\n");
    assertThat(ids.header("Content-Type")).isEqualTo("application/newlines");

    client.put(TABS + "/a", "{\"payload\":\"x\\ny\"}");
    var items = client.get(TABS + "?full", "Accept", "application/newlines").body();
    assertThat(items).endsWith("\n").startsWith("{\"id\":\"a\"");
    assertThat(items.lines()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json;q=0.9,*/*;q=0.2 | application/json",
        "*/* | application/json",
        "application/newlines, application/json;q=0.5 | application/newlines",
        "application/json;q=0.1, application/newlines;q=0.2 | application/newlines",
        "text/html, application/newlines;v=1 | application/newlines"
      })
  void bestAcceptedTypeIsTaken(String accept, String contentType) {
    assertThat(client.get(TABS, "Accept", accept).header("Content-Type")).isEqualTo(contentType);
  }

  @Test
  void nothingAcceptableIs406() {
    var answer = client.get(TABS, "Accept", "text/plain");

    assertThat(answer.status()).isEqualTo(406);
    assertThat(answer.body()).isEqualTo("0");
    assertThat(client.get("/info/collections", "Accept", "text/plain").status()).isEqualTo(200);
  }

  @Test
  void longListsArriveWhole() {
    var payload = "x".repeat(1_000_000);
    for (var id : new String[] {"a", "b", "c"}) {
      client.put(TABS + "/" + id, "{\"payload\":\"" + payload + "\"}");
    }
    var json = client.get(TABS + "?full&sort=oldest").json();

    assertThat(json).hasSize(3);
    assertThat(json.get(2).get("payload").asText()).isEqualTo(payload);
  }

  @Test
  void collectionsDifferInCase() {
    client.put("/storage/Tabs/a", "{}");

    assertThat(client.get("/storage/tabs").body()).isEqualTo("[]");
    assertThat(client.get("/storage/Tabs").texts()).containsExactly("a");
  }

  private void three() {
    client.put(TABS + "/a", "{\"payload\":\"1\",\"sortindex\":1}");
    client.put(TABS + "/b", "{\"payload\":\"2\",\"sortindex\":2}");
    client.put(TABS + "/c", "{\"payload\":\"3\"}");
  }
}
