// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names: draft 26, "Storage"; those that other servers get wrong among them. */
final class RemoteStorageNamesTest {
  @RegisterExtension
  static final DocumentServer SERVER = new DocumentServer();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a+b|a+b",
        "a%2Bb|a+b",
        "a%3Fb|a?b",
        "a%23b|a#b",
        "a&b|a&b",
        "a;b|a;b",
        "a=b|a=b",
        "a:b|a:b",
        "a@b|a@b",
        "~a!b*c'd(e)|~a!b*c'd(e)",
        "a%20b|a b",
        "a%25b|a%b",
        "a%2520b|a%20b",
        "a%22b|a\"b",
        "a%5Cb|a\\b",
        "%E2%82%AC%F0%9F%A6%8A|\u20ac\ud83e\udd8a",
        "e%CC%81|e\u0301",
        "...|...",
        "x.json|x.json"
      })
  void nameIsKeptAsItWasMeant(String encoded, String name) {
    var client = SERVER.newPerson("c:rw");
    assertThat(client.put("/c/" + encoded, "one").status()).isEqualTo(201);

    assertThat(client.get("/c/" + encoded).text()).isEqualTo("one");
    assertThat(client.get("/c/").names()).containsExactly(name);
    assertThat(client.put("/c/" + encoded + "/", "no").status()).isEqualTo(400);
    assertThat(client.delete("/c/" + encoded).status()).isEqualTo(200);
    assertThat(client.put("/c/" + encoded + "/doc", "two").status()).isEqualTo(201);
    assertThat(client.get("/c/").names()).containsExactly(name + "/");
  }

  @Test
  void precomposedAndDecomposedAreTwoNames() {
    var client = SERVER.newPerson("c:rw");
    client.put("/c/%C3%A9", "one");
    client.put("/c/e%CC%81", "two");

    assertThat(client.get("/c/%C3%A9").text()).isEqualTo("one");
    assertThat(client.get("/c/").names()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/c/a%2Fb",
        "/c/%00",
        "/c/%zz",
        "/c/%4",
        "/c/%FF",
        "/c/%C3",
        "/c//b",
        "//c/b",
        "/c/./b",
        "/c/../b",
        "/c/a/..",
        "/c/%2e%2e/b",
        "/../x",
        "/c/%2E"
      })
  void nameThatNothingHasIs400(String path) {
    var client = SERVER.newPerson("*:rw");
    assertThat(client.put(path, "one").status()).isEqualTo(400);
    assertThat(client.get(path).status()).isEqualTo(400);
    assertThat(client.delete(path).status()).isEqualTo(400);
    assertThat(client.get(path).header("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(client.get("/").names()).isEmpty();
  }

  @Test
  void longNamesAndPathsHaveLimits() {
    var client = SERVER.newPerson("c:rw");
    assertThat(client.put("/c/" + "n".repeat(255), "one").status()).isEqualTo(201);
    assertThat(client.put("/c/" + "n".repeat(256), "one").status()).isEqualTo(400);
    var long256 = ("/" + "n".repeat(255)).repeat(4);
    assertThat(client.put("/c" + long256, "one").status()).isEqualTo(414);
    assertThat(client.put("/c" + "/d".repeat(31), "one").status()).isEqualTo(201);
    assertThat(client.put("/c" + "/d".repeat(32), "one").status()).isEqualTo(400);
  }

  @Test
  void listingIsSortedByName() {
    var client = SERVER.newPerson("c:rw");
    for (var name : List.of("b", "a/x", "C", "%C3%A9", "10", "9")) {
      client.put("/c/" + name, "one");
    }
    assertThat(client.get("/c/").names()).containsExactly("10", "9", "C", "a/", "b", "\u00e9");
  }

  @Test
  void slashTellsDocumentsFromFolders() {
    var client = SERVER.newPerson("c:rw");
    client.put("/c/sub/doc", "one");

    assertThat(client.get("/c/sub").status()).isEqualTo(404);
    assertThat(client.get("/c/sub/doc/").status()).isEqualTo(200);
    assertThat(client.get("/c/sub/doc/").names()).isEmpty();
    assertThat(client.delete("/c/sub/").status()).isEqualTo(400);
    assertThat(client.delete("/c/sub").status()).isEqualTo(404);
    assertThat(client.put("/c/new/", "one").status()).isEqualTo(400);
  }
}
