// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sync storage 1.5: pages under every order, of a collection with equal times, equal and missing
 * sortindexes, and items that have expired in between.
 */
final class Sync15PagingTest {
  private static final String HISTORY = "/storage/history";
  private static final String OFFSET = "X-Weave-Next-Offset";

  @RegisterExtension
  static final SyncServer SERVER = new SyncServer();

  private final SigningClient client = SERVER.client();
  private String second;
  private String last;

  @BeforeEach
  void fill() {
    client.post(HISTORY, items(0, 8));
    second = client.post(HISTORY, items(8, 16)).lastModified();
    client.put(HISTORY + "/alone", "{\"payload\":\"x\",\"sortindex\":-5}");
    client.post(HISTORY, items(16, 22));
    last = client.put(HISTORY + "/late", "{\"payload\":\"y\"}").lastModified();
    SERVER.clock().advance(Duration.ofSeconds(11));
  }

  /** Items of one time: every third expires, every second has no sortindex, the others share two. */
  private static String items(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> "{\"id\":\"id%02d\",\"payload\":\"p%d\"%s%s}"
            .formatted(
                i * 7 % 22,
                i,
                i % 2 == 0 ? ",\"sortindex\":" + (i % 4) : "",
                i % 3 == 0 ? ",\"ttl\":10" : ""))
        .collect(Collectors.joining(",", "[", "]"));
  }

  static Stream<Arguments> lists() {
    return Stream.of("", "&sort=newest", "&sort=oldest", "&sort=index")
        .flatMap(sort -> Stream.of("", "&full").map(full -> sort + full))
        .flatMap(query -> Stream.of(1, 2, 5, 16, 17).map(limit -> Arguments.of(query, limit)));
  }

  @ParameterizedTest
  @MethodSource("lists")
  void pagesAreTheWholeListInItsOrder(String query, int limit) {
    var whole = elements(client.get(HISTORY + "?x" + query));
    assertThat(whole).hasSize(16).doesNotHaveDuplicates();

    assertThat(paged(query, limit)).isEqualTo(whole);
  }

  @ParameterizedTest
  @MethodSource("lists")
  void newerAndOlderStillApplyToLaterPages(String query, int limit) {
    var range = query + "&newer=" + second + "&older=" + last;
    var whole = elements(client.get(HISTORY + "?x" + range));
    assertThat(whole).isNotEmpty().doesNotHaveDuplicates();

    assertThat(paged(range, limit)).isEqualTo(whole);
  }

  @ParameterizedTest
  @MethodSource("lists")
  void limitMayChangeBetweenPagesOrGo(String query, int limit) {
    var whole = elements(client.get(HISTORY + "?x" + query));
    var first = client.get(HISTORY + "?limit=" + Math.min(limit, 5) + query);
    var second = client.get(HISTORY + "?limit=3&offset=" + first.header(OFFSET) + query);
    var rest = client.get(HISTORY + "?offset=" + second.header(OFFSET) + query);

    var together = new ArrayList<>(elements(first));
    together.addAll(elements(second));
    together.addAll(elements(rest));
    assertThat(together).isEqualTo(whole);
    assertThat(rest.has(OFFSET)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&sort=oldest", "&sort=index", "&sort=index&full"})
  void newlinesArePagedAlike(String query) {
    var whole =
        client.get(HISTORY + "?x" + query, "Accept", "application/newlines").body();
    var pages = new StringBuilder();
    var offset = "";
    do {
      var page =
          client.get(HISTORY + "?limit=5" + query + offset, "Accept", "application/newlines");
      pages.append(page.body());
      offset = page.has(OFFSET) ? "&offset=" + page.header(OFFSET) : "";
    } while (!offset.isEmpty());

    assertThat(pages).hasToString(whole);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&sort=newest", "&sort=oldest", "&sort=index"})
  void idsAreGivenInPagesToo(String sort) {
    var query = sort + "&ids=late,id14,id07,none,alone,id02,id01";
    var whole = elements(client.get(HISTORY + "?x" + query));
    assertThat(whole).hasSizeGreaterThan(3);

    assertThat(paged(query, 2)).isEqualTo(whole);
  }

  @Test
  void offsetIsUrlsafeAndNothingLongerThanItsItem() {
    var offset = client.get(HISTORY + "?limit=1&sort=index").header(OFFSET);

    assertThat(offset).matches("[A-Za-z0-9_-]{1,128}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&sort=oldest", "&sort=index"})
  void limitOfZeroGivesNothingButThePlaceToBegin(String sort) {
    var nothing = client.get(HISTORY + "?limit=0" + sort);
    assertThat(nothing.body()).isEqualTo("[]");
    assertThat(nothing.header("X-Weave-Records")).isEqualTo("0");

    assertThat(client.get(HISTORY + "?offset=" + nothing.header(OFFSET) + sort).body())
        .isEqualTo(client.get(HISTORY + "?x" + sort).body());
    assertThat(client.get("/storage/none?limit=0" + sort).has(OFFSET)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sammich",
        "12",
        "1700000000000:3",
        "-1",
        "%20",
        "",
        "TkVXRVNU",
        "T0xERVNUIDEgYQ",
        "TkVXRVNUIDk5OTk5OTk5OTk5OTk5OTk5OTkgYQ"
      })
  void malformedOffsetIs400WithCode0(String offset) {
    var answer = client.get(HISTORY + "?limit=2&offset=" + offset);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo("0");
  }

  @Test
  void offsetOfAnotherUserTellsNothingOfHers() {
    var offset = client.get(HISTORY + "?limit=1").header(OFFSET);
    var text = new String(Base64.getUrlDecoder().decode(offset), US_ASCII);

    assertThat(text).startsWith("NEWEST ").endsWith(" late");
    assertThat(SERVER.client().get(HISTORY + "?offset=" + offset).body()).isEqualTo("[]");
  }

  @Test
  void changeBetweenPagesIs412ForWhoAsksForNone() {
    var first = client.get(HISTORY + "?limit=2&full");
    var unchanged = client.get(
        HISTORY + "?limit=2&full&offset=" + first.header(OFFSET),
        "X-If-Unmodified-Since",
        first.lastModified());
    assertThat(unchanged.status()).isEqualTo(200);
    assertThat(unchanged.lastModified()).isEqualTo(first.lastModified());
    client.put(HISTORY + "/new", "{}");

    assertThat(client
            .get(
                HISTORY + "?limit=2&full&offset=" + unchanged.header(OFFSET),
                "X-If-Unmodified-Since",
                first.lastModified())
            .status())
        .isEqualTo(412);
  }

  private List<String> paged(String query, int limit) {
    var all = new ArrayList<String>();
    var offset = "";
    do {
      var page = client.get(HISTORY + "?limit=" + limit + query + offset);
      var elements = elements(page);
      assertThat(page.header("X-Weave-Records")).isEqualTo(Integer.toString(elements.size()));
      assertThat(elements).hasSizeLessThanOrEqualTo(limit).isNotEmpty();
      all.addAll(elements);
      offset = page.has(OFFSET) ? "&offset=" + page.header(OFFSET) : "";
    } while (!offset.isEmpty());
    return all;
  }

  private static List<String> elements(SigningClient.Answer answer) {
    var elements = new ArrayList<String>();
    answer.json().forEach(element -> elements.add(element.toString()));
    return elements;
  }
}
