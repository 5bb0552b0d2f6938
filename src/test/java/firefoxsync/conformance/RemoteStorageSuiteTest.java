// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import firefoxsync.conformance.DocumentClient.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the public conformance suite checks of storage (53 checks), each on what it needs alone. */
final class RemoteStorageSuiteTest {
  @RegisterExtension
  static final DocumentServer SERVER = new DocumentServer();

  private static final String ORIGIN = "https://app.example";
  private static final String JPEG = "Caract%C3%A8re%20d%27imprimerie.jpg";

  private DocumentClient client;

  @BeforeEach
  void emptyAccount() {
    client = SERVER.newPerson("c:rw");
  }

  // 1
  @Test
  void preflightOfGet() {
    var answer = preflight("GET");
    assertThat(answer.status()).isIn(200, 204);
    assertThat(answer.bytes()).isEmpty();
    assertThat(answer.header("Access-Control-Allow-Origin")).isIn("*", ORIGIN);
    assertThat(answer.header("Access-Control-Expose-Headers")).contains("ETag");
    assertThat(answer.header("Access-Control-Allow-Methods")).contains("GET");
    for (var name :
        List.of("Authorization", "Content-Type", "Origin", "If-Match", "If-None-Match")) {
      assertThat(answer.header("Access-Control-Allow-Headers")).contains(name);
    }
  }

  // 2
  @Test
  void preflightOfPutAndDelete() {
    for (var method : List.of("PUT", "DELETE")) {
      var answer = preflight(method);
      assertThat(answer.status()).isIn(200, 204);
      assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(ORIGIN);
      assertThat(answer.header("Access-Control-Allow-Methods")).contains(method);
    }
  }

  // 3, 4
  @Test
  void putOfJsonAndIntoANewFolder() {
    for (var path : List.of("/c/test-object-simple.json", "/c/Capture/nested/object.json")) {
      var answer = client.put(path, "{\"new\":\"object\"}", "Content-Type: application/json");
      assertThat(answer.status()).isEqualTo(201);
      assertThat(answer.header("ETag")).matches("\"[^\"]+\"");
      assertThat(answer.bytes()).isEmpty();
    }
  }

  // 5
  @Test
  void replacingChangesTheDocumentItsFolderAndTheParent() {
    client.put("/c/sub/doc", "one");
    var folder = client.head("/c/sub/").etag();
    var parent = client.head("/c/").etag();
    var old = client.head("/c/sub/doc").etag();
    var put = client.put("/c/sub/doc", "two");

    assertThat(put.status()).isEqualTo(200);
    assertThat(put.etag()).isNotEqualTo(old);
    assertThat(client.get("/c/sub/").items().get("doc").get("ETag").asText()).isEqualTo(put.etag());
    assertThat(client.head("/c/sub/").etag()).isNotEqualTo(folder);
    assertThat(client.head("/c/").etag()).isNotEqualTo(parent);
  }

  // 6, 8
  @Test
  void documentAndFolderCannotShareAName() {
    client.put("/c/sub/doc", "one");
    assertThat(client.put("/c/sub", "two").status()).isEqualTo(409);
    assertThat(client.put("/c/sub/doc/below", "two").status()).isEqualTo(409);
    assertThat(client.put("/c/sub/doc/far/below", "two").status()).isEqualTo(409);
    assertThat(client.get("/c/sub/doc").text()).isEqualTo("one");
    assertThat(client.get("/c/").names()).containsExactly("sub/");
  }

  // 7
  @Test
  void putWithContentRangeIs400() {
    var answer = client.put("/c/doc", "one", "Content-Range: bytes 0-2/3");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(client.get("/c/doc").status()).isEqualTo(404);
  }

  // 9, 10
  @Test
  void putWithIfMatch() {
    var etag = client.put("/c/doc", "one").etag();
    assertThat(client.put("/c/doc", "no", "If-Match: \"wrong\"").status()).isEqualTo(412);
    assertThat(client.get("/c/doc").text()).isEqualTo("one");
    assertThat(client.put("/c/doc", "two", "If-Match: \"" + etag + "\"").status())
        .isEqualTo(200);
    assertThat(client.get("/c/doc").text()).isEqualTo("two");
  }

  // 11
  @Test
  void putWithIfMatchOnNothingIs412() {
    assertThat(client.put("/c/doc", "one", "If-Match: \"any\"").status()).isEqualTo(412);
    assertThat(client.get("/c/doc").status()).isEqualTo(404);
  }

  // 12, 13
  @Test
  void putWithIfNoneMatchOfAnything() {
    assertThat(client.put("/c/doc", "one", "If-None-Match: *").status()).isEqualTo(201);
    assertThat(client.put("/c/doc", "two", "If-None-Match: *").status()).isEqualTo(412);
    assertThat(client.get("/c/doc").text()).isEqualTo("one");
  }

  // 14, 15
  @Test
  void getOfJson() {
    var json = "x".repeat(102);
    var etag = client.put("/c/doc", json, "Content-Type: application/json").etag();
    for (var encodings : List.of("identity", "gzip, br, deflate")) {
      var answer = client.get("/c/doc", "Accept-Encoding: " + encodings);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("Content-Type")).isEqualTo("application/json");
      assertThat(answer.header("Content-Length")).isEqualTo("102");
      assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
      assertThat(answer.has("Content-Encoding")).isFalse();
      assertThat(answer.etag()).isEqualTo(etag);
      assertThat(answer.text()).isEqualTo(json);
    }
  }

  // 16, 17
  @Test
  void getWithMatchingIfNoneMatchIs304() {
    var etag = client.put("/c/doc", "one").header("ETag");
    for (var list : List.of(etag, "\"other\", " + etag)) {
      var answer = client.get("/c/doc", "If-None-Match: " + list);
      assertThat(answer.status()).isEqualTo(304);
      assertThat(answer.bytes()).isEmpty();
      assertThat(answer.header("ETag")).isEqualTo(etag);
      assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
    }
    assertThat(client.get("/c/doc", "If-None-Match: \"other\"").status()).isEqualTo(200);
  }

  // 18
  @Test
  void headOfADocument() {
    var etag = client.put("/c/doc", "hello", "Content-Type: text/x").etag();
    var answer = client.head("/c/doc");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.etag()).isEqualTo(etag);
    assertThat(answer.header("Content-Type")).isEqualTo("text/x");
    assertThat(answer.header("Content-Length")).isEqualTo("5");
  }

  // 19, 20, 24
  @Test
  void picturesUnderOddNamesKeepTheirBytesAndType() {
    var bytes = new byte[28_990];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 7);
    }
    client.put("/c/" + JPEG, bytes, "Content-Type: image/jpeg; charset=binary");
    var answer = client.get("/c/" + JPEG);
    assertThat(answer.header("Content-Type")).isEqualTo("image/jpeg; charset=binary");
    assertThat(answer.bytes()).isEqualTo(bytes);
    assertThat(client.get("/c/").names()).containsExactly("Caract\u00e8re d'imprimerie.jpg");
  }

  // 21
  @Test
  void getOfNothingIs404() {
    var answer = client.get("/c/none");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.has("ETag")).isFalse();
  }

  // 22
  @Test
  void headOfAFolder() {
    client.put("/c/doc", "one");
    var answer = client.head("/c/");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.etag()).isNotEmpty();
    assertThat(answer.header("Content-Type")).isEqualTo("application/ld+json");
    assertThat(answer.header("Content-Length")).isEqualTo("" + client.get("/c/").bytes().length);
  }

  // 23
  @Test
  void getOfAFolder() {
    client.put("/c/doc", "hello", "Content-Type: text/x");
    client.put("/c/sub/doc", "hello");
    var answer = client.get("/c/");
    assertThat(answer.json().get("@context").asText())
        .isEqualTo("http://remotestorage.io/spec/folder-description");
    var names = new ArrayList<String>();
    answer.items().get("doc").fieldNames().forEachRemaining(names::add);
    assertThat(names).containsExactly("ETag", "Content-Type", "Content-Length", "Last-Modified");
    var item = answer.items().get("doc");
    assertThat(item.get("ETag").asText()).isEqualTo(client.head("/c/doc").etag());
    assertThat(item.get("Content-Type").asText()).isEqualTo("text/x");
    assertThat(item.get("Content-Length").isIntegralNumber()).isTrue();
    assertThat(item.get("Content-Length").asLong()).isEqualTo(5);
    assertThat(item.get("Last-Modified").asText()).isEqualTo("Tue, 24 Nov 2026 00:00:00 GMT");
    names.clear();
    answer.items().get("sub/").fieldNames().forEachRemaining(names::add);
    assertThat(names).containsExactly("ETag");
    assertThat(answer.items().get("sub/").get("ETag").asText())
        .isEqualTo(client.head("/c/sub/").etag());
  }

  // 25, 26, 27, 28, 29, 30
  @Test
  void rootIsForTheRootScopeAlone() {
    assertThat(client.put("/doc", "one").status()).isEqualTo(403);
    var all = client.with(SERVER.token(client.name(), "*:rw", OptionalLong.empty()));
    assertThat(all.put("/doc", "one").status()).isEqualTo(201);
    client.put("/c/doc", "one");
    assertThat(all.head("/").status()).isEqualTo(200);
    assertThat(all.get("/").names()).containsExactly("c/", "doc");
    assertThat(all.delete("/doc").status()).isEqualTo(200);
    assertThat(all.get("/doc").status()).isEqualTo(404);
  }

  // 31, 32
  @Test
  void folderWithMatchingIfNoneMatchIs304() {
    client.put("/c/doc", "one");
    var etag = client.get("/c/").header("ETag");
    for (var list : List.of(etag, "\"other\"," + etag)) {
      var answer = client.get("/c/", "If-None-Match: " + list);
      assertThat(answer.status()).isEqualTo(304);
      assertThat(answer.bytes()).isEmpty();
      assertThat(answer.header("ETag")).isEqualTo(etag);
    }
  }

  // 33
  @Test
  void folderThatIsNotThereIsEmpty() {
    var answer = client.get("/c/none/");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.names()).isEmpty();
    assertThat(answer.etag()).isNotEmpty();
  }

  // 34
  @Test
  void tokenOpensOnePersonsDocuments() {
    var other = SERVER.newPerson("c:rw");
    other.put("/c/doc", "hers");
    var intruder = client.at(other);
    assertThat(intruder.get("/c/doc").status()).isEqualTo(403);
    assertThat(intruder.put("/c/doc", "mine").status()).isEqualTo(403);
    assertThat(intruder.delete("/c/doc").status()).isEqualTo(403);
    assertThat(other.get("/c/doc").text()).isEqualTo("hers");
  }

  // 35, 36, 37, 38
  @Test
  void readOnlyTokenReads() {
    client.put("/c/doc", "one");
    var reader = client.with(SERVER.token(client.name(), "c:r", OptionalLong.empty()));
    assertThat(reader.get("/c/doc").status()).isEqualTo(200);
    assertThat(reader.head("/c/doc").status()).isEqualTo(200);
    assertThat(reader.put("/c/doc", "two").status()).isEqualTo(403);
    assertThat(reader.delete("/c/doc").status()).isEqualTo(403);
    assertThat(client.get("/c/doc").text()).isEqualTo("one");
  }

  // 39, 40, 46
  @Test
  void publicFolderOfTheModule() {
    assertThat(client.put("/public/c/doc", "one").status()).isEqualTo(201);
    assertThat(client.put("/public/other/doc", "one").status()).isEqualTo(403);
    assertThat(client.get("/public/c/").names()).containsExactly("doc");
  }

  // 41, 42, 43, 44, 47, 48
  @Test
  void publicDocumentWithoutAToken() {
    client.put("/public/c/doc", "one");
    var stranger = client.withoutToken();
    assertThat(stranger.get("/public/c/doc").text()).isEqualTo("one");
    assertThat(stranger.head("/public/c/doc").status()).isEqualTo(200);
    assertThat(stranger.put("/public/c/doc", "two").status()).isEqualTo(401);
    assertThat(stranger.get("/public/c/").status()).isEqualTo(401);
    assertThat(stranger.delete("/public/c/doc").status()).isEqualTo(401);
    assertThat(client.delete("/public/c/doc").status()).isEqualTo(200);
  }

  // 45
  @Test
  void refusalsOfFullAndEmptyFoldersAreTheSame() {
    client.put("/public/c/doc", "one");
    var stranger = client.withoutToken();
    assertThat(seen(stranger.get("/public/c/"))).isEqualTo(seen(stranger.get("/public/d/")));
    var narrow = client.with(SERVER.token(client.name(), "x:r", OptionalLong.empty()));
    assertThat(seen(narrow.get("/c/"))).isEqualTo(seen(narrow.get("/d/")));
    assertThat(seen(narrow.get("/public/c/"))).isEqualTo(seen(narrow.get("/public/d/")));
  }

  // 49, 50
  @Test
  void deleteIsForGood() {
    for (var name : List.of("a", "b", "sub/c", JPEG)) {
      client.put("/c/" + name, "one");
      assertThat(client.delete("/c/" + name).status()).isEqualTo(200);
      assertThat(client.get("/c/" + name).status()).isEqualTo(404);
    }
    assertThat(client.delete("/c/a").status()).isEqualTo(404);
    assertThat(client.get("/c/").names()).isEmpty();
  }

  // 51, 52, 53
  @Test
  void deleteWithIfMatch() {
    var etag = client.put("/c/doc", "one").header("ETag");
    assertThat(client.delete("/c/doc", "If-Match: \"wrong\"").status()).isEqualTo(412);
    assertThat(client.get("/c/doc").status()).isEqualTo(200);
    var deleted = client.delete("/c/doc", "If-Match: " + etag);
    assertThat(deleted.status()).isEqualTo(200);
    assertThat(deleted.header("ETag")).isEqualTo(etag);
    assertThat(client.get("/c/doc").status()).isEqualTo(404);
    assertThat(client.delete("/c/doc", "If-Match: " + etag).status()).isEqualTo(412);
  }

  private Answer preflight(String method) {
    return client
        .withoutToken()
        .options("/c/doc", "Origin: " + ORIGIN, "Access-Control-Request-Method: " + method);
  }

  private static List<Object> seen(Answer answer) {
    return List.of(answer.status(), answer.headers(), answer.text());
  }
}
