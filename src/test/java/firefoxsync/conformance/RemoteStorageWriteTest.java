// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import firefoxsync.conformance.DocumentClient.Answer;
import firefoxsync.database.DatabaseException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Writing: draft 26, "Verbs", "Versioning" and "Limits"; RFC 9110, sections 10.1.1 and 13. */
final class RemoteStorageWriteTest {
  private static final int PIECE = 256 * 1024;

  @RegisterExtension
  static final DocumentServer SERVER = new DocumentServer();

  private DocumentClient client;

  @BeforeEach
  void emptyAccount() {
    client = SERVER.newPerson("c:rw");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "If-Match: *|200|412",
        "If-Match: %s|200|412",
        "If-Match: \"a\", %s|200|412",
        "If-Match: W/%s|412|412",
        "If-Match: \"a\"|412|412",
        "If-None-Match: *|412|201",
        "If-None-Match: %s|412|201",
        "If-None-Match: W/%s|412|201",
        "If-None-Match: \"a\"|200|201",
        "If-Match: \"a|400|400"
      })
  void conditionsOfPut(String field, int onDocument, int onNothing) {
    var etag = client.put("/c/doc", "one").header("ETag");
    var answer = client.put("/c/doc", "two", field.formatted(etag));
    assertThat(answer.status()).isEqualTo(onDocument);
    assertThat(client.put("/c/new", "two", field.formatted(etag)).status()).isEqualTo(onNothing);
    if (onDocument == 412) {
      assertThat(answer.header("ETag")).isEqualTo(etag);
      assertThat(client.get("/c/doc").text()).isEqualTo("one");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "If-Match: *|200|412",
        "If-Match: \"a\", %s|200|412",
        "If-Match: W/%s|412|412",
        "If-None-Match: *|412|404",
        "If-None-Match: \"a\"|200|404"
      })
  void conditionsOfDelete(String field, int onDocument, int onNothing) {
    var etag = client.put("/c/doc", "one").header("ETag");
    assertThat(client.delete("/c/doc", field.formatted(etag)).status()).isEqualTo(onDocument);
    assertThat(client.delete("/c/new", field.formatted(etag)).status()).isEqualTo(onNothing);
  }

  @Test
  void clashIsToldBeforeAConditionOfADocumentThatIsNotThere() {
    client.put("/c/sub/doc", "one");
    assertThat(client.put("/c/sub", "two", "If-None-Match: *").status()).isEqualTo(409);
    assertThat(client.put("/c/sub/doc/x", "two", "If-Match: \"a\"").status()).isEqualTo(409);
  }

  @Test
  void typeStaysAsItCame() {
    for (var type : List.of("text/plain; charset=\"utf-8\"", "x", "Application/JSON", "a/b;c= d")) {
      client.put("/c/doc", "one", "Content-Type: " + type);
      assertThat(client.get("/c/doc").header("Content-Type")).isEqualTo(type);
    }
    client.putBare("/c/doc", new byte[1]);
    assertThat(client.get("/c/doc").header("Content-Type")).isEqualTo("application/octet-stream");
    assertThat(client.put("/c/doc", "one", "Content-Type: " + "x".repeat(256)).status())
        .isEqualTo(400);
  }

  @Test
  void emptyDocumentIsOne() {
    assertThat(client.put("/c/doc", "").status()).isEqualTo(201);
    assertThat(client.get("/c/doc").header("Content-Length")).isEqualTo("0");
    assertThat(client.get("/c/").items().get("doc").get("Content-Length").asLong())
        .isZero();
  }

  @Test
  void chunkedBodyNeedsNoLength() {
    try (var call = client.begin("PUT", "/c/doc", "Transfer-Encoding: chunked")) {
      call.send("5\r\nhello\r\n").send("6\r\n world\r\n").send("0\r\n\r\n");
      assertThat(call.read().status()).isEqualTo(201);
    }
    assertThat(client.get("/c/doc").text()).isEqualTo("hello world");
  }

  @Test
  void longChunkedBodyComesWhole() {
    var piece = "x".repeat(1000);
    try (var call = client.begin("PUT", "/c/doc", "Transfer-Encoding: chunked")) {
      for (int i = 0; i < 1000; i++) {
        call.send("3e8\r\n" + piece + "\r\n");
      }
      assertThat(call.send("0\r\n\r\n").read().status()).isEqualTo(201);
    }
    assertThat(client.get("/c/doc").text()).isEqualTo(piece.repeat(1000));
  }

  @Test
  void everythingIsJudgedBeforeTheBodyMayCome() {
    client.put("/c/doc", "one");
    client.put("/c/sub/doc", "one");
    SERVER.quota(client.name(), 1000);
    var other = client.with(SERVER.token(client.name(), "d:rw", OptionalLong.empty()));
    assertThat(expecting(client, "/c/doc", 1, "If-None-Match: *").status()).isEqualTo(412);
    assertThat(expecting(client, "/c/sub", 1).status()).isEqualTo(409);
    assertThat(expecting(client, "/c/doc/x", 1).status()).isEqualTo(409);
    assertThat(expecting(client, "/c/new", 1000).status()).isEqualTo(507);
    assertThat(expecting(client, "/c/new", 9L * 1024 * 1024 * 1024).status()).isIn(413, 507);
    assertThat(expecting(client, "/c/new/", 1).status()).isEqualTo(400);
    assertThat(expecting(client.withoutToken(), "/c/new", 1).status()).isEqualTo(401);
    assertThat(expecting(other, "/c/new", 1).status()).isEqualTo(403);
    assertThat(expecting(client, "/c/new", 1).status()).isEqualTo(100);
  }

  @Test
  void bodyBeyondTheLimitIs413() {
    int max = DocumentServer.DOCUMENT_BYTES_MAX;
    assertThat(expecting(client, "/c/doc", max + 1L).status()).isEqualTo(413);
    assertThat(client.put("/c/doc", new byte[max]).status()).isEqualTo(201);
    assertThat(client.head("/c/doc").header("Content-Length")).isEqualTo("" + max);
    try (var call = client.begin("PUT", "/c/other", "Transfer-Encoding: chunked")) {
      call.send(Integer.toHexString(max + 1) + "\r\n").send(new byte[max + 1]);
      assertThat(call.read().status()).isEqualTo(413);
    }
    assertThat(client.get("/c/").names()).containsExactly("doc");
  }

  @Test
  void quotaIsExactAndShrinkingIsAlwaysAllowed() {
    SERVER.quota(client.name(), 10);
    assertThat(client.put("/c/a", "123456").status()).isEqualTo(201);
    assertThat(client.put("/c/b", "1234").status()).isEqualTo(201);
    var full = client.put("/c/c", "1");
    assertThat(full.status()).isEqualTo(507);
    assertThat(full.header("Retry-After")).isNotEmpty();
    assertThat(client.put("/c/c", "").status()).isEqualTo(201);
    assertThat(client.put("/c/b", "abcd").status()).isEqualTo(200);
    assertThat(client.put("/c/b", "abcde").status()).isEqualTo(507);
    SERVER.quota(client.name(), 5);
    assertThat(client.put("/c/a", "12345").status()).isEqualTo(200);
    assertThat(client.delete("/c/b").status()).isEqualTo(200);
    assertThat(SERVER.documents().usedBytes(SERVER.person(client.name()))).isEqualTo(5);
  }

  @Test
  void bodyThatGrowsBeyondTheQuotaIs507AndLeavesNothing() {
    SERVER.quota(client.name(), PIECE);
    try (var call = client.begin("PUT", "/c/doc", "Transfer-Encoding: chunked")) {
      call.send(Integer.toHexString(3 * PIECE) + "\r\n").send(new byte[3 * PIECE]);
      assertThat(call.read().status()).isEqualTo(507);
    }
    assertThat(client.get("/c/doc").status()).isEqualTo(404);
    assertThat(SERVER.documents().usedBytes(SERVER.person(client.name()))).isZero();
  }

  @Test
  void bodyThatBreaksOffLeavesNoTrace() {
    client.put("/c/doc", "one");
    var before = client.head("/c/").etag();
    for (var declared : List.of("Content-Length: " + 4 * PIECE, "Transfer-Encoding: chunked")) {
      try (var call = client.begin("PUT", "/c/doc", declared)) {
        call.send(declared.startsWith("T") ? Integer.toHexString(4 * PIECE) + "\r\n" : "");
        call.send(new byte[3 * PIECE]);
      }
    }
    assertThat(client.get("/c/doc").text()).isEqualTo("one");
    assertThat(client.head("/c/").etag()).isEqualTo(before);
    sweep();
  }

  @Test
  void uploadsOfAPersonAtOneTimeHaveALimit() {
    sweep();
    var begun = new ArrayList<DocumentClient.Call>();
    try {
      for (int i = 0; i < 16; i++) {
        begun.add(beginLong(client, "/c/long" + i));
      }
      await().until(() -> uploads() == 16);
      try (var oneTooMany = beginLong(client, "/c/more")) {
        var refused = oneTooMany.read();
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("Retry-After")).isNotEmpty();
      }
      assertThat(client.put("/c/short", "one").status()).isEqualTo(201);
      assertThat(SERVER.newPerson("c:rw").put("/c/long", new byte[2 * PIECE]).status())
          .isEqualTo(201);
      assertThat(begun.get(0).send(new byte[PIECE - 1000]).read().status()).isEqualTo(201);
      assertThat(client.put("/c/more", new byte[2 * PIECE]).status()).isEqualTo(201);
    } finally {
      begun.forEach(DocumentClient.Call::close);
    }
  }

  /** Announces two pieces, and sends one and a little. */
  private static DocumentClient.Call beginLong(DocumentClient who, String path) {
    return who.begin("PUT", path, "Content-Length: " + 2 * PIECE).send(new byte[PIECE + 1000]);
  }

  /** Waits until what other tests left behind is gone. */
  private static void sweep() {
    await().until(() -> {
      while (SERVER.documents().purge()) {
        // Until nothing is left.
      }
      return uploads() == 0;
    });
  }

  /** Counts the uploads that no document shows. */
  private static long uploads() {
    return SERVER.database().read(tx -> tx.first(
            "SELECT COUNT(*) AS n FROM storage_uploads", row -> row.number("n"))
        .orElseThrow());
  }

  @Test
  void ofRacingCreatesOneWins() throws Exception {
    var statuses = race(16, i -> client.put("/c/race", "by " + i, "If-None-Match: *"));
    assertThat(statuses).containsOnlyOnce(201);
    assertThat(statuses.stream().filter(status -> status == 412)).hasSize(15);
  }

  @Test
  void ofRacingUpdatesOneWins() throws Exception {
    var etag = client.put("/c/race", "old").header("ETag");
    var statuses = race(16, i -> client.put("/c/race", "by " + i, "If-Match: " + etag));
    assertThat(statuses).containsOnlyOnce(200);
    assertThat(statuses.stream().filter(status -> status == 412)).hasSize(15);
  }

  @Test
  void racingWritesOfManyDocumentsAreAllKept() throws Exception {
    var statuses = race(40, i -> client.put("/c/" + i % 4 + "/doc" + i, "by " + i));
    assertThat(statuses).containsOnly(201);
    for (int folder = 0; folder < 4; folder++) {
      assertThat(client.get("/c/" + folder + "/").names()).hasSize(10);
    }
  }

  @Test
  void deletingTheLastDocumentRacesWithPuttingAnother() throws Exception {
    for (int round = 0; round < 10; round++) {
      client.put("/c/sub/a", "one");
      race(2, i -> i == 0 ? client.delete("/c/sub/a") : client.put("/c/sub/b", "two"));
      assertThat(client.get("/c/sub/").names()).containsExactly("b");
      client.delete("/c/sub/b");
      assertThat(client.get("/c/").names()).isEmpty();
    }
  }

  @Test
  void databaseThatIsAwayIs503AndKeepsNothing() {
    client.put("/c/doc", "one");
    SERVER.database().during(new DatabaseException.Conflict("busy"), () -> {
      var answer = client.put("/c/doc", "two", "Origin: https://app.example");
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.header("Retry-After")).isNotEmpty();
      assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("https://app.example");
    });
    assertThat(client.get("/c/doc").text()).isEqualTo("one");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PATCH", "MKCOL", "TRACE"})
  void otherMethodsAre405(String method) {
    var answer = client.send(method, "/c/doc", "Content-Length: 0");
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow")).contains("GET", "HEAD", "PUT", "DELETE", "OPTIONS");
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
  }

  private Answer expecting(DocumentClient who, String path, long length, String... fields) {
    var all = new ArrayList<>(List.of(fields));
    all.addAll(List.of("Expect: 100-continue", "Content-Length: " + length));
    try (var call = who.begin("PUT", path, all.toArray(String[]::new))) {
      return call.read();
    }
  }

  private interface Racer {
    Answer run(int number);
  }

  private static List<Integer> race(int count, Racer racer) throws Exception {
    var pool = Executors.newFixedThreadPool(count);
    try {
      var calls = new ArrayList<Callable<Integer>>();
      for (int i = 0; i < count; i++) {
        int number = i;
        calls.add(() -> racer.run(number).status());
      }
      var statuses = new ArrayList<Integer>();
      for (var future : pool.invokeAll(calls)) {
        statuses.add(future.get());
      }
      return statuses;
    } finally {
      pool.shutdown();
    }
  }
}
