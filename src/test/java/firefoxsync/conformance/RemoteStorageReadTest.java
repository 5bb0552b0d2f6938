// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import firefoxsync.conformance.DocumentClient.Answer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading, conditions on reads, and ranges: draft 26, "Verbs"; RFC 9110, sections 13 and 14. */
final class RemoteStorageReadTest {
  private static final int PIECE = 256 * 1024;

  @RegisterExtension
  static final DocumentServer SERVER = new DocumentServer();

  private DocumentClient client;

  @BeforeEach
  void emptyAccount() {
    client = SERVER.newPerson("c:rw");
  }

  @Test
  void documentTellsWhenItChanged() {
    client.put("/c/doc", "one");
    assertThat(client.get("/c/doc").header("Last-Modified"))
        .isEqualTo(client.get("/c/").items().get("doc").get("Last-Modified").asText())
        .matches("[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} 20[0-9]{2} [0-9:]{8} GMT");
  }

  @Test
  void documentCannotActOnThisOrigin() {
    client.put("/public/c/page.html", "<script>alert(1)</script>", "Content-Type: text/html");
    var answer = client.withoutToken().get("/public/c/page.html");
    assertThat(answer.header("Content-Type")).isEqualTo("text/html");
    assertThat(answer.header("Content-Security-Policy")).isEqualTo("sandbox");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
  }

  @Test
  void publicDocumentMayBeCachedButIsAskedFor() {
    client.put("/public/c/doc", "one");
    var stranger = client.withoutToken();
    var answer = stranger.get("/public/c/doc");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-cache, public");
    var same = stranger.get("/public/c/doc", "If-None-Match: " + answer.header("ETag"));
    assertThat(same.status()).isEqualTo(304);
    assertThat(same.header("Cache-Control")).isEqualTo("no-cache, public");
    assertThat(client.get("/public/c/").header("Cache-Control")).isEqualTo("no-cache");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "If-None-Match: *|304",
        "If-None-Match: %s|304",
        "If-None-Match: W/%s|304",
        "If-None-Match: \"a\", W/\"b\",%s|304",
        "If-None-Match: \"a\"|200",
        "If-None-Match: \"a|400",
        "If-Match: *|200",
        "If-Match: %s|200",
        "If-Match: \"a\", %s|200",
        "If-Match: W/%s|412",
        "If-Match: \"a\"|412"
      })
  void conditionsOfReads(String field, int status) {
    var etag = client.put("/c/doc", "one").header("ETag");
    assertThat(client.get("/c/doc", field.formatted(etag)).status()).isEqualTo(status);
    assertThat(client.head("/c/doc", field.formatted(etag)).status()).isEqualTo(status);
    var folder = client.head("/c/").header("ETag");
    assertThat(client.get("/c/", field.formatted(folder)).status()).isEqualTo(status);
  }

  @Test
  void versionWithoutQuotesCountsAsIfQuoted() {
    var etag = client.put("/c/doc", "one").etag();
    assertThat(client.get("/c/doc", "If-None-Match: " + etag).status()).isEqualTo(304);
    assertThat(client.get("/c/doc", "If-None-Match: x, " + etag).status()).isEqualTo(304);
    assertThat(client.put("/c/doc", "two", "If-Match: " + etag).status()).isEqualTo(200);
    assertThat(client.put("/c/doc", "no", "If-Match: " + etag).status()).isEqualTo(412);
  }

  @Test
  void severalFieldsAreOneList() {
    var etag = client.put("/c/doc", "one").header("ETag");
    var answer = client.get("/c/doc", "If-None-Match: \"a\"", "If-None-Match: " + etag);
    assertThat(answer.status()).isEqualTo(304);
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0,0,1",
    "bytes=2-5,2,6",
    "bytes=7-,7,10",
    "bytes=-3,7,10",
    "bytes=-100,0,10",
    "bytes=3-100,3,10",
    "bytes=0-9,0,10"
  })
  void rangeOfBytes(String range, int from, int to) {
    client.put("/c/doc", "0123456789");
    var answer = client.get("/c/doc", "Range: " + range);
    assertThat(answer.status()).isEqualTo(206);
    assertThat(answer.header("Content-Range")).isEqualTo("bytes %d-%d/10".formatted(from, to - 1));
    assertThat(answer.text()).isEqualTo("0123456789".substring(from, to));
    assertThat(answer.header("ETag")).isEqualTo(client.head("/c/doc").header("ETag"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=10-", "bytes=10-20", "bytes=-0", "bytes=99999999999999999999-"})
  void rangeBeyondTheEndIs416(String range) {
    client.put("/c/doc", "0123456789");
    var answer = client.get("/c/doc", "Range: " + range);
    assertThat(answer.status()).isEqualTo(416);
    assertThat(answer.header("Content-Range")).isEqualTo("bytes */10");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bytes=0-1,3-4",
        "items=0-1",
        "bytes=5-2",
        "bytes=-",
        "bytes=a-b",
        "bytes",
        "bytes=1-2x"
      })
  void rangeThatIsNoneIsIgnored(String range) {
    client.put("/c/doc", "0123456789");
    var answer = client.get("/c/doc", "Range: " + range);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo("0123456789");
    assertThat(answer.header("Accept-Ranges")).isEqualTo("bytes");
  }

  @Test
  void rangeOfAnotherVersionIsTheWholeDocument() {
    var etag = client.put("/c/doc", "0123456789").header("ETag");
    assertThat(client.get("/c/doc", "Range: bytes=1-2", "If-Range: " + etag).status())
        .isEqualTo(206);
    for (var other : List.of("\"other\"", "W/" + etag, "Tue, 24 Nov 2026 00:00:00 GMT")) {
      assertThat(client.get("/c/doc", "Range: bytes=1-2", "If-Range: " + other).status())
          .isEqualTo(200);
    }
  }

  @Test
  void rangeIsForGetOfDocumentsAlone() {
    client.put("/c/doc", "0123456789");
    assertThat(client.head("/c/doc", "Range: bytes=1-2").status()).isEqualTo(200);
    assertThat(client.head("/c/doc", "Range: bytes=1-2").header("Content-Length"))
        .isEqualTo("10");
    assertThat(client.get("/c/", "Range: bytes=1-2").status()).isEqualTo(200);
  }

  @Test
  void rangesOfALongDocumentCrossItsPieces() {
    var bytes = new byte[3 * PIECE + 77];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31 + (i >> 9));
    }
    client.put("/c/doc", bytes);
    assertThat(client.get("/c/doc").bytes()).isEqualTo(bytes);
    for (int[] range : List.of(
        new int[] {PIECE - 1, PIECE},
        new int[] {PIECE, 2 * PIECE - 1},
        new int[] {5, 3 * PIECE + 70},
        new int[] {3 * PIECE, 3 * PIECE})) {
      assertThat(client
              .get("/c/doc", "Range: bytes=%d-%d".formatted(range[0], range[1]))
              .bytes())
          .isEqualTo(Arrays.copyOfRange(bytes, range[0], range[1] + 1));
    }
  }

  @Test
  void everyChangeBelowChangesEveryFolderAbove() {
    var all = client.with(SERVER.token(client.name(), "*:rw", OptionalLong.empty()));
    client.put("/c/keep", "one");
    client.put("/c/a/keep", "one");
    var seen = new HashSet<List<String>>();
    seen.add(versions(all));
    client.put("/c/a/b/doc", "one");
    seen.add(versions(all));
    client.put("/c/a/b/doc", "one");
    seen.add(versions(all));
    client.put("/c/a/b/doc", "one", "Content-Type: text/x");
    seen.add(versions(all));
    client.delete("/c/a/b/doc");
    seen.add(versions(all));
    for (int i = 0; i < 3; i++) {
      int folder = i;
      assertThat(seen.stream().map(versions -> versions.get(folder)).distinct()).hasSize(5);
    }
  }

  @Test
  void whatIsDeletedAndComesAgainHasNoOldVersion() {
    var first = client.put("/c/doc", "one").etag();
    var folder = client.head("/c/").etag();
    client.delete("/c/doc");
    assertThat(client.put("/c/doc", "one").etag()).isNotEqualTo(first);
    assertThat(client.head("/c/").etag()).isNotEqualTo(folder);
  }

  @Test
  void listingIsTheSameWhetherItWasKeptOrMade() {
    for (int i = 0; i < 50; i++) {
      client.put("/c/doc" + i, "one");
    }
    var made = client.get("/c/");
    var kept = client.get("/c/");
    assertThat(kept.text()).isEqualTo(made.text());
    client.delete("/c/doc7");
    assertThat(client.get("/c/").names()).hasSize(49).doesNotContain("doc7");
  }

  private static List<String> versions(DocumentClient all) {
    return List.of("/", "/c/", "/c/a/").stream()
        .map(all::head)
        .map(Answer::etag)
        .toList();
  }
}
