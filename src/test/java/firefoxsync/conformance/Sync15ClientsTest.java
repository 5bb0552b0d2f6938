// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sync storage 1.5 as its clients meet it: what desktop and mobile do, and rely upon. */
final class Sync15ClientsTest {
  private static final String BOOKMARKS = "/storage/bookmarks";
  private static final String UNMODIFIED = "X-If-Unmodified-Since";
  private static final String[] PLAIN = {"Content-Type", "text/plain"};
  private static final int PATIENCE_MILLIS = 10_000;

  @RegisterExtension
  static final SyncServer SERVER = new SyncServer();

  private final SigningClient client = SERVER.client();

  private record Ask(String what, Function<SigningClient, SigningClient.Answer> send) {
    @Override
    public String toString() {
      return what;
    }
  }

  static Stream<Ask> successes() {
    return Stream.of(
        new Ask("info/collections", c -> c.get("/info/collections")),
        new Ask("info/collection_counts", c -> c.get("/info/collection_counts")),
        new Ask("info/collection_usage", c -> c.get("/info/collection_usage")),
        new Ask("info/quota", c -> c.get("/info/quota")),
        new Ask("info/configuration", c -> c.get("/info/configuration")),
        new Ask("a list", c -> c.get(BOOKMARKS)),
        new Ask("a full list", c -> c.get(BOOKMARKS + "?full")),
        new Ask("a list of nothing", c -> c.get("/storage/none")),
        new Ask("an item", c -> c.get(BOOKMARKS + "/a")),
        new Ask("a put", c -> c.put(BOOKMARKS + "/a", "{\"payload\":\"y\"}", PLAIN)),
        new Ask("a post", c -> c.post(BOOKMARKS, "[{\"id\":\"b\"}]", PLAIN)),
        new Ask("a first part", c -> c.post(BOOKMARKS + "?batch=true", "[]", PLAIN)),
        new Ask("a commit", c -> c.post(BOOKMARKS + "?batch=true&commit=true", "[]", PLAIN)),
        new Ask("deleting an item", c -> c.delete(BOOKMARKS + "/a")),
        new Ask("deleting ids", c -> c.delete(BOOKMARKS + "?ids=a,b")),
        new Ask("deleting a collection", c -> c.delete(BOOKMARKS)),
        new Ask("deleting no collection", c -> c.delete("/storage/none")),
        new Ask("deleting ids of none", c -> c.delete("/storage/none?ids=a")),
        new Ask("deleting the storage", c -> c.delete("/storage")),
        new Ask("deleting everything", c -> c.delete("")));
  }

  @ParameterizedTest
  @MethodSource("successes")
  void everySuccessHasJsonAndTimesAsMobileNeedsThem(Ask ask) {
    client.put(BOOKMARKS + "/a", "{\"payload\":\"x\"}");
    var answer = ask.send().apply(client);

    assertThat(answer.status()).isBetween(200, 202);
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    assertThat(answer.json().isMissingNode()).isFalse();
    assertThat(answer.lastModified()).matches("[0-9]+\\.[0-9]{2}");
    assertThat(Double.parseDouble(answer.header("X-Weave-Timestamp")))
        .isGreaterThanOrEqualTo(Double.parseDouble(answer.lastModified()));
    boolean isList = ask.what().contains("list") || ask.what().startsWith("info/collection");
    assertThat(answer.has("X-Weave-Records")).isEqualTo(isList);
    if (isList) {
      assertThat(answer.header("X-Weave-Records"))
          .isEqualTo(Integer.toString(answer.json().size()));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/info/collections",
        "/info/collection_counts",
        "/info/collection_usage",
        "/info/quota",
        "/info/configuration",
        "/storage/bookmarks",
        "/storage/bookmarks?full&limit=1",
        "/storage/bookmarks?newer=x",
        "/storage/bookmarks/a",
        "/storage/bookmarks/none",
        "/storage",
        "/nothing"
      })
  void headIsGetWithoutItsBody(String path) {
    client.post(BOOKMARKS, "[{\"id\":\"a\",\"payload\":\"x\"},{\"id\":\"b\"}]");
    var get = client.get(path);
    var head = client.signed("HEAD", path, "");

    assertThat(head.status()).isEqualTo(get.status());
    assertThat(head.body()).isEmpty();
    for (var name : List.of(
        "Content-Type",
        "Content-Length",
        "X-Last-Modified",
        "X-Weave-Timestamp",
        "X-Weave-Records",
        "X-Weave-Next-Offset",
        "Vary",
        "Allow")) {
      assertThat(head.header(name)).as(name).isEqualTo(get.header(name));
    }
  }

  @Test
  void desktopUploadsInPartsAndReadsInPages() {
    var collections = client.get("/info/collections");
    assertThat(collections.body()).isEqualTo("{}");
    assertThat(client.get("/storage/meta/global").status()).isEqualTo(404);
    client.put("/storage/meta/global", "{\"payload\":\"{}\"}", plain(UNMODIFIED, "0"));
    client.put("/storage/crypto/keys", "{\"payload\":\"{}\"}", plain(UNMODIFIED, "0"));

    // Nothing moves while parts are staged, so one time serves for all of them.
    var since = client.get("/info/collections").json().path("bookmarks").asText("0");
    var first = client.post(BOOKMARKS + "?batch=true", items(0), plain(UNMODIFIED, since));
    var batch = first.json().get("batch").asText();
    for (int part = 1; part < 4; part++) {
      var more = client.post(BOOKMARKS + "?batch=" + batch, items(part), plain(UNMODIFIED, since));
      assertThat(more.status()).isEqualTo(202);
      assertThat(more.lastModified()).isEqualTo("0.00");
      assertThat(more.json().get("batch").asText()).isEqualTo(batch);
    }
    var committed = client.post(
        BOOKMARKS + "?batch=" + batch + "&commit=true", items(4), plain(UNMODIFIED, since));
    assertThat(committed.status()).isEqualTo(200);

    assertThat(readInPages(committed.lastModified())).hasSize(50).doesNotHaveDuplicates();
  }

  private List<String> readInPages(String modified) {
    var ids = new ArrayList<String>();
    var page = client.get(BOOKMARKS + "?full&newer=0&limit=20");
    while (true) {
      assertThat(page.status()).isEqualTo(200);
      assertThat(page.lastModified()).isEqualTo(modified);
      page.json().forEach(item -> ids.add(item.get("id").asText()));
      if (!page.has("X-Weave-Next-Offset")) {
        return ids;
      }
      page = client.get(
          BOOKMARKS + "?full&newer=0&limit=20&offset=" + page.header("X-Weave-Next-Offset"),
          UNMODIFIED,
          modified);
    }
  }

  private static String items(int part) {
    return IntStream.range(part * 10, part * 10 + 10)
        .mapToObj(i -> "{\"id\":\"item" + i + "\",\"payload\":\"x\"}")
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String[] plain(String name, String value) {
    return new String[] {"Content-Type", "text/plain", name, value};
  }

  @Test
  void bodyIsAskedForOnlyOnceItsHeadWasAdmitted() throws IOException {
    var target = client.target(BOOKMARKS);
    var refused = raw("POST", target, "Expect: 100-continue\r\nContent-Length: 2\r\n", "");
    assertThat(refused)
        .startsWith("HTTP/1.1 401 ")
        .doesNotContain("100 Continue")
        .endsWith("0");

    var malformed = raw(
        "POST",
        target,
        signature(target) + "Expect: 100-continue\r\nContent-Length: 2\r\n" + UNMODIFIED
            + ": x\r\n",
        "");
    assertThat(malformed).startsWith("HTTP/1.1 400 ").endsWith("\r\n\r\n0");

    var admitted = raw(
        "POST", target, signature(target) + "Expect: 100-continue\r\nContent-Length: 2\r\n", "[]");
    assertThat(admitted).startsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 ");

    var tooLong = raw(
        "POST",
        target,
        signature(target) + "Expect: 100-continue\r\nContent-Length: 2625537\r\n",
        "");
    assertThat(tooLong).startsWith("HTTP/1.1 413 ").endsWith("\r\n\r\n17");
  }

  @Test
  void bodyMayComeInChunks() throws IOException {
    var target = client.target(BOOKMARKS);
    var answer = raw(
        "POST",
        target,
        signature(target) + "Transfer-Encoding: chunked\r\n",
        "6\r\n[{\"id\"\r\n5\r\n:\"a\"}\r\n1\r\n]\r\n0\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 200 ").contains("\"success\":[\"a\"]");
  }

  /** Clause 2.4: no length was announced, so it is the body itself that is too long. */
  @Test
  void chunksOverTheLimitAre413WithCode17() throws IOException {
    var target = client.target(BOOKMARKS);
    var chunk = "x".repeat(0x10000);
    var answer = raw(
        "POST",
        target,
        signature(target) + "Transfer-Encoding: chunked\r\n",
        ("10000\r\n" + chunk + "\r\n").repeat(40) + "1001\r\n" + "x".repeat(0x1001) + "\r\n");

    assertThat(answer).startsWith("HTTP/1.1 413 ").endsWith("\r\n\r\n17");
  }

  /** Clause 2.5. */
  @ParameterizedTest
  @ValueSource(strings = {"\u00ff", "\u00c3", "\u00c0\u0080", "\u00ed\u00a0\u0080"})
  void bytesThatAreNotUtf8Are400(String bytes) throws IOException {
    var target = client.target(BOOKMARKS);
    var body = "[{\"id\":\"a\",\"payload\":\"" + bytes + "\"}]";
    var answer =
        raw("POST", target, signature(target) + "Content-Length: " + body.length() + "\r\n", body);

    assertThat(answer).startsWith("HTTP/1.1 400 ");
    assertThat(client.get(BOOKMARKS).body()).isEqualTo("[]");
  }

  @Test
  void malformedQueryIs400WithCode0() throws IOException {
    var target = client.target(BOOKMARKS) + "?newer=%GG";

    assertThat(raw("GET", target, signature(target), ""))
        .startsWith("HTTP/1.1 400 ")
        .endsWith("\r\n\r\n0");
  }

  private String signature(String target) {
    var method = target.contains("?") ? "GET" : "POST";
    return "Authorization: " + client.authorization(method, target) + "\r\n";
  }

  private static String raw(String method, String target, String headers, String body)
      throws IOException {
    assumeFalse(SyncServer.IS_HTTP_2, "written in HTTP/1.1, letter by letter");
    try (var socket = new Socket()) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.connect(SERVER.address());
      var request = method + " " + target + " HTTP/1.1\r\nHost: sync.example.org\r\n"
          + "Content-Type: application/json\r\nConnection: close\r\n" + headers + "\r\n" + body;
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }
  }
}
