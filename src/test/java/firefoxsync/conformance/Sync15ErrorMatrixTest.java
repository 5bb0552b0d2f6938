// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import firefoxsync.config.SyncLimits;
import firefoxsync.crypto.MasterSecret;
import firefoxsync.database.DatabaseException;
import firefoxsync.token.SyncToken;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Sync storage 1.5: everything that can be refused, as one table, under both layouts of URLs. */
final class Sync15ErrorMatrixTest {
  private static final String NO_BODY = "";
  private static final String TABS = "/storage/tabs";
  private static final String ITEM = TABS + "/a";
  private static final String UNMODIFIED = "X-If-Unmodified-Since";
  private static final String MODIFIED = "X-If-Modified-Since";

  @RegisterExtension
  static final SyncServer SERVER =
      new SyncServer(new SyncLimits(3000, 3, 2000, 1500, 4, 2000, 2450));

  /** A user who has the item {@code a} in {@code tabs}, and asks for something that is refused. */
  private interface Ask extends Function<SigningClient, SigningClient.Answer> {}

  private record Row(String condition, int status, String body, Ask ask) {
    @Override
    public String toString() {
      return condition;
    }
  }

  private static Row row(String condition, int status, String body, Ask ask) {
    return new Row(condition, status, body, ask);
  }

  private static Row get(String condition, int status, String body, String path, String... more) {
    return row(condition, status, body, client -> client.get(path, more));
  }

  private static Row put(String condition, int status, String body, String sent, String... more) {
    return row(condition, status, body, client -> client.put(ITEM, sent, more));
  }

  private static Row post(
      String condition, int status, String body, String path, String sent, String... more) {
    return row(condition, status, body, client -> client.post(path, sent, more));
  }

  private static List<Row> authentication() {
    return List.of(
        row("no Authorization", 401, "0", c -> c.send("GET", c.target(ITEM), "")),
        row("another scheme", 401, "0", c -> unsigned(c, "Bearer abc")),
        row("attributes that do not parse", 401, "0", c -> unsigned(c, "Hawk id=x")),
        row("a token of nobody", 401, "0", c -> unsigned(c, hawk("bm9ib2R5"))),
        row("a token of another secret", 401, "0", c -> {
          var stranger = MasterSecret.of(List.of("a strangers secret"));
          return withToken(c, token(c).sign(stranger));
        }),
        row("an expired token", 401, "0", c -> withToken(c, c.token(c.nowSeconds()))),
        row("a MAC of another path", 401, "0", c -> {
          var header = c.authorization("GET", c.target(TABS));
          return unsigned(c, header);
        }),
        row("a token of another uid", 401, "0", c -> {
          var header = SERVER.client().authorization("GET", c.target(ITEM));
          return unsigned(c, header);
        }),
        row("a retired uid", 401, "0", c -> {
          SERVER.store().retire(c.uid());
          return c.get(ITEM);
        }));
  }

  private static List<Row> routes() {
    return List.of(
        row("an unknown route", 404, "0", c -> c.send("GET", c.target("/nothing"), "")),
        get("a bad name of a collection", 404, "0", "/storage/bad%20name"),
        get("too long a name of a collection", 404, "0", "/storage/" + "x".repeat(33)),
        get("a bad id", 404, "0", TABS + "/%0A"),
        get("too long an id", 404, "0", TABS + "/" + "x".repeat(65)),
        get("too long a path", 404, "0", ITEM + "/b"),
        row("a wrong method on an item", 405, "1", c -> c.post(ITEM, "{}")),
        row("a wrong method on a collection", 405, "1", c -> c.put(TABS, "[]")),
        row("a wrong method on a view", 405, "1", c -> c.delete("/info/quota")),
        row("PATCH", 405, "1", c -> c.signed("PATCH", TABS, "[]")),
        row("OPTIONS without an origin", 405, "1", c -> c.signed("OPTIONS", TABS, "")),
        get("an item that is absent", 404, "0", TABS + "/none"),
        row("an item that has expired", 404, "0", c -> {
          c.put(TABS + "/gone", "{\"ttl\":0}");
          return c.get(TABS + "/gone");
        }),
        row("deleting an item that is absent", 404, "0", c -> c.delete(TABS + "/none")),
        row("deleting an item that has expired", 404, "0", c -> {
          c.put(TABS + "/gone", "{\"ttl\":0}");
          return c.delete(TABS + "/gone");
        }),
        row("deleting an item of no collection", 404, "0", c -> c.delete("/storage/none/a")));
  }

  private static List<Row> negotiation() {
    return List.of(
        get("no acceptable type", 406, "0", TABS, "Accept", "text/plain"),
        row("the same on DELETE", 406, "0", c -> c.delete(TABS, "Accept", "text/plain")),
        put("a body of another type", 415, "0", "{}", "Content-Type", "text/html"),
        put("an item as newlines", 415, "0", "{}", "Content-Type", "application/newlines"),
        post("a list of another type", 415, "0", TABS, "[]", "Content-Type", "image/png"),
        put("a compressed item", 415, "0", "{}", "Content-Encoding", "gzip"),
        post("a compressed list", 415, "0", TABS, "[]", "Content-Encoding", "br"));
  }

  private static List<Row> bodies() {
    var tooLong = "{\"payload\":\"" + "x".repeat(3000) + "\"}";
    return List.of(
        put("a request over its limit", 413, "17", tooLong),
        post("a list over that limit", 413, "17", TABS, "[" + tooLong + "]"),
        put("an item that is no JSON", 400, "6", "nonsense"),
        put("half an item", 400, "6", "{\"payload\":\"x"),
        post("a list that is no JSON", 400, "6", TABS, "[{\"id\":\"b\"}"),
        post("no list at all", 400, "6", TABS, ""),
        put("an item that is no object", 400, "8", "[]"),
        post("a list that is no array", 400, "8", TABS, "{}"),
        post("an element that is no object", 400, "8", TABS, "[1]"),
        post("an element without an id", 400, "8", TABS, "[{\"payload\":\"\"}]"),
        post("an element whose id is no text", 400, "8", TABS, "[{\"id\":1}]"),
        post("two elements of one id", 400, "8", TABS, "[{\"id\":\"b\"},{\"id\":\"b\"}]"),
        put("an unknown field", 400, "8", "{\"colour\":\"red\"}"),
        put("a payload that is no text", 400, "8", "{\"payload\":1}"),
        put("a sortindex that is no number", 400, "8", "{\"sortindex\":\"1\"}"),
        put("a sortindex out of range", 400, "8", "{\"sortindex\":1000000000}"),
        put("a ttl out of range", 400, "8", "{\"ttl\":-1}"),
        put("a bad id in the body", 400, "8", "{\"id\":\"A\\n\"}"),
        put("too large a payload", 400, "8", "{\"payload\":\"" + "x".repeat(1501) + "\"}"),
        row("keys under zeros", 400, "8", c -> c.put("/storage/crypto/k", zeroIv(""))),
        row(
            "keys under zeros in a list",
            400,
            "8",
            c -> c.post("/storage/crypto", "[" + zeroIv("\"id\":\"k\",") + "]")));
  }

  private static List<Row> parameters() {
    var rows = new ArrayList<Row>();
    for (var query : List.of(
        "newer=x",
        "newer=-1",
        "older=x",
        "limit=-1",
        "limit=x",
        "offset=x",
        "sort=x",
        "ids=",
        "limit=1&limit=1",
        "newer=nan",
        "older=inf")) {
      rows.add(get("the query " + query, 400, "0", TABS + "?" + query));
      rows.add(get("on an item the query " + query, 400, "0", ITEM + "?" + query));
    }
    rows.add(get("more than 100 ids", 400, "0", TABS + "?ids=" + "a,".repeat(100) + "a"));
    rows.add(row("deleting no ids", 400, "0", c -> c.delete(TABS + "?ids=")));
    for (var time : List.of("-1", "x", "nan", "")) {
      rows.add(get("precondition '" + time + "'", 400, "0", ITEM, UNMODIFIED, time));
      rows.add(get("precondition for reads '" + time + "'", 400, "0", TABS, MODIFIED, time));
    }
    rows.add(get("two preconditions", 400, "0", ITEM, UNMODIFIED, "1", MODIFIED, "1"));
    rows.add(put("both of them on a write", 400, "0", "{}", UNMODIFIED, "1", MODIFIED, "1"));
    return rows;
  }

  private static List<Row> preconditions() {
    return List.of(
        get("a changed item", 412, NO_BODY, ITEM, UNMODIFIED, "1"),
        get("a changed collection", 412, NO_BODY, TABS, UNMODIFIED, "1"),
        get("a changed store", 412, NO_BODY, "/info/quota", UNMODIFIED, "1"),
        put("writing a changed item", 412, NO_BODY, "{}", UNMODIFIED, "1"),
        post("writing to a changed collection", 412, NO_BODY, TABS, "[]", UNMODIFIED, "1"),
        post("staging for one", 412, NO_BODY, TABS + "?batch=true", "[]", UNMODIFIED, "1"),
        row("deleting a changed item", 412, NO_BODY, c -> c.delete(ITEM, UNMODIFIED, "1")),
        row("deleting ids", 412, NO_BODY, c -> c.delete(TABS + "?ids=b", UNMODIFIED, "1")),
        row("deleting a changed collection", 412, NO_BODY, c -> c.delete(TABS, UNMODIFIED, "1")),
        row("deleting a changed store", 412, NO_BODY, c -> c.delete("", UNMODIFIED, "1")),
        get("an unchanged item", 304, NO_BODY, ITEM, MODIFIED, "9999999999"),
        get("an unchanged collection", 304, NO_BODY, TABS, MODIFIED, "9999999999"),
        get("an unchanged store", 304, NO_BODY, "/info/collections", MODIFIED, "9999999999"));
  }

  private static List<Row> sizes() {
    var rows = new ArrayList<Row>();
    for (var size : List.of("Records:4", "Bytes:2001", "Total-Records:5", "Total-Bytes:2001")) {
      var name = "X-Weave-" + size.split(":", 2)[0];
      var over = size.split(":", 2)[1];
      rows.add(post(name + " over its limit", 400, "17", TABS, "[]", name, over));
      rows.add(
          post(name + " over it for a batch", 400, "17", TABS + "?batch=true", "[]", name, over));
      rows.add(post(name + " that is no number", 400, "0", TABS, "[]", name, "many"));
      rows.add(post(name + " of 33 bits", 400, "0", TABS, "[]", name, "4294967296"));
    }
    rows.add(row("more items than a batch may have", 400, "17", c -> {
      var batch = start(c, "[{\"id\":\"b\"},{\"id\":\"c\"},{\"id\":\"d\"}]");
      return c.post(TABS + "?batch=" + batch, "[{\"id\":\"e\"},{\"id\":\"f\"}]");
    }));
    rows.add(row("more bytes than a batch may have", 400, "17", c -> {
      var batch = start(c, "[" + item("b", 1400) + "]");
      return c.post(TABS + "?batch=" + batch + "&commit=true", "[" + item("c", 601) + "]");
    }));
    rows.add(row("an item over the quota", 403, "14", c -> c.put(TABS + "/b", item("b", 1500))));
    rows.add(post("a list over the quota", 403, "14", TABS, "[" + item("b", 1500) + "]"));
    rows.add(post(
        "a batch over the quota", 403, "14", TABS + "?batch=true", "[" + item("b", 1500) + "]"));
    return rows;
  }

  private static List<Row> batches() {
    var rows = new ArrayList<Row>();
    for (var query : List.of(
        "batch=sammich",
        "batch=" + "0".repeat(32),
        "batch=sammich&commit=true",
        "commit=true",
        "commit=",
        "batch=true&commit=false",
        "batch=true&commit=1",
        "batch=true&batch=true")) {
      rows.add(post("the query " + query, 400, "0", TABS + "?" + query, "[]"));
    }
    rows.add(row("a batch of another collection", 400, "0", c -> {
      var batch = start(c, "[]");
      return c.post("/storage/bookmarks?batch=" + batch, "[]");
    }));
    rows.add(row("a batch of another user", 400, "0", c -> {
      var batch = start(SERVER.client(), "[]");
      return c.post(TABS + "?batch=" + batch, "[]");
    }));
    rows.add(row("a committed batch", 400, "0", c -> {
      var batch = start(c, "[]");
      c.post(TABS + "?batch=" + batch + "&commit=true", "[]");
      return c.post(TABS + "?batch=" + batch + "&commit=true", "[]");
    }));
    return rows;
  }

  private static List<Row> outages() {
    return List.of(
        during("reading while the database is busy", 503, conflict(), c -> c.get(ITEM)),
        during("writing while it is busy", 503, conflict(), c -> c.put(ITEM, "{}")),
        during("reading while it fails", 500, failure(), c -> c.get("/info/collections")),
        during("writing while it fails", 500, failure(), c -> c.post(TABS, "[]")));
  }

  private static Row during(String condition, int status, DatabaseException how, Ask ask) {
    return row(condition, status, "0", client -> {
      var answers = new ArrayList<SigningClient.Answer>();
      SERVER.database().during(how, () -> answers.add(ask.apply(client)));
      return answers.get(0);
    });
  }

  private static DatabaseException conflict() {
    return new DatabaseException.Conflict("too many writes at once");
  }

  private static DatabaseException failure() {
    return new DatabaseException("the disk is on fire");
  }

  static Stream<Arguments> matrix() {
    var rows = Stream.of(
            authentication(),
            routes(),
            negotiation(),
            bodies(),
            parameters(),
            preconditions(),
            sizes(),
            batches(),
            outages())
        .flatMap(List::stream)
        .toList();
    return Stream.of("/1.5", "/storage/1.5")
        .flatMap(mount -> rows.stream().map(row -> Arguments.of(mount, row)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("matrix")
  void refusalHasItsStatusCodeAndHeadersAndLeavesNoTrace(String mount, Row row) {
    var client = SERVER.client().at(mount);
    var modified = client.put(ITEM, item("a", 1000)).lastModified();
    var before = client.get(TABS + "?full").body();
    var answer = row.ask().apply(client);

    assertThat(answer.status()).isEqualTo(row.status());
    assertThat(answer.body()).isEqualTo(row.body());
    boolean isPrecondition = row.body().equals(NO_BODY);
    assertThat(answer.header("Content-Type")).isEqualTo(isPrecondition ? "" : "application/json");
    assertThat(answer.lastModified()).isEqualTo(isPrecondition ? modified : "");
    assertThat(answer.header("X-Weave-Timestamp")).matches("[0-9]+\\.[0-9]{2}");
    assertThat(answer.header("WWW-Authenticate")).isEqualTo(row.status() == 401 ? "Hawk" : "");
    assertThat(answer.header("Retry-After").matches("[1-9][0-9]?")).isEqualTo(row.status() == 503);
    assertThat(answer.has("Allow")).isEqualTo(row.status() == 405);
    assertThat(answer.has("Date")).isTrue();
    assertThat(answer.has("X-Weave-Quota-Remaining")).isFalse();
    if (row.status() != 401) {
      assertThat(client.get(TABS + "?full").body()).isEqualTo(before);
      assertThat(client.get("/info/collection_counts").body()).isEqualTo("{\"tabs\":1}");
    }
  }

  private static String start(SigningClient client, String body) {
    return client.post(TABS + "?batch=true", body).json().get("batch").asText();
  }

  private static String item(String id, int payloadBytes) {
    return "{\"id\":\"%s\",\"payload\":\"%s\"}".formatted(id, "x".repeat(payloadBytes));
  }

  private static String zeroIv(String more) {
    return "{" + more + "\"payload\":\"{\\\"IV\\\":\\\"AAAAAAAAAAAAAAAAAAAAAA==\\\"}\"}";
  }

  private static SigningClient.Answer unsigned(SigningClient client, String authorization) {
    return client.send("GET", client.target(ITEM), "", "Authorization", authorization);
  }

  private static SigningClient.Answer withToken(SigningClient client, SyncToken.Signed token) {
    return unsigned(
        client, client.authorization("GET", client.target(ITEM), token, client.nowSeconds()));
  }

  private static SyncToken token(SigningClient client) {
    var ids = new SyncToken.MetricsIds("", "");
    return new SyncToken(
        client.uid(), "", client.nowSeconds() + 3600, "abcdef", "account", "", ids);
  }

  private static String hawk(String id) {
    return "Hawk id=\"" + id + "\", ts=\"1\", nonce=\"n\", mac=\"m\"";
  }
}
