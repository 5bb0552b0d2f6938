// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sync storage 1.5: DELETE of collections, of lists of items, and of everything. */
final class Sync15DeleteTest {
  private static final String TABS = "/storage/tabs";

  @RegisterExtension
  static final SyncServer SERVER = new SyncServer();

  private final SigningClient client = SERVER.client();

  @Test
  void listedItemsGoAndTheCollectionStays() {
    client.post(TABS, "[{\"id\":\"a\"},{\"id\":\"b\"},{\"id\":\"c\"}]");
    var answer = client.delete(TABS + "?ids=a,c,nosuch");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"modified\":" + answer.lastModified() + "}");
    assertThat(client.get(TABS).texts()).containsExactly("b");
    assertThat(client.get(TABS).lastModified()).isEqualTo(answer.lastModified());
  }

  @Test
  void idsThatMatchNothingStillMoveTheCollection() {
    var before = client.put(TABS + "/a", "{}").lastModified();
    var answer = client.delete(TABS + "?ids=nosuch");

    assertThat(answer.lastModified()).isGreaterThan(before);
    assertThat(client.get(TABS).lastModified()).isEqualTo(answer.lastModified());
  }

  @Test
  void idsWithoutAnyAre400AndDeleteNothing() {
    client.put(TABS + "/a", "{}");

    assertThat(client.delete(TABS + "?ids=").status()).isEqualTo(400);
    assertThat(client.get(TABS).texts()).containsExactly("a");
  }

  @Test
  void wholeCollectionGoesAndMovesTheStore() {
    client.put(TABS + "/a", "{}");
    client.put("/storage/bookmarks/b", "{}");
    var answer = client.delete(TABS);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().has("modified")).isTrue();
    var info = client.get("/info/collections");
    assertThat(info.json().fieldNames()).toIterable().containsExactly("bookmarks");
    assertThat(info.lastModified()).isEqualTo(answer.lastModified());
    assertThat(client.get(TABS).body()).isEqualTo("[]");
    assertThat(client.get(TABS).lastModified()).isEqualTo("0.00");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?ids=a"})
  void collectionThatDoesNotExistIsNotCreated(String query) {
    var modified = client.put("/storage/bookmarks/b", "{}").lastModified();
    var answer = client.delete(TABS + query);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.lastModified()).isEqualTo(modified);
    assertThat(client.get("/info/collections").json().has("tabs")).isFalse();
  }

  @Test
  void otherParametersDoNotFilterButMustBeWellFormed() {
    client.put(TABS + "/a", "{}");

    assertThat(client.delete(TABS + "?newer=abc").status()).isEqualTo(400);
    assertThat(client.delete(TABS + "?newer=99999999999").status()).isEqualTo(200);
    assertThat(client.get(TABS).body()).isEqualTo("[]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/storage"})
  void everythingGoesButTimeGoesOn(String path) {
    client.put(TABS + "/a", "{}");
    var before = client.put("/storage/bookmarks/b", "{\"payload\":\"x\"}").lastModified();
    var answer = client.delete(path);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{}");
    assertThat(answer.lastModified()).matches("[0-9]+\\.[0-9]{2}");
    assertThat(client.get("/info/collections").body()).isEqualTo("{}");
    assertThat(client.get("/info/collections").lastModified()).isEqualTo("0.00");
    assertThat(client.get("/info/quota").json().get(0).asDouble()).isZero();
    assertThat(client.put(TABS + "/a", "{}").lastModified()).isGreaterThan(before);
    assertThat(client.get(TABS).texts()).containsExactly("a");
  }

  @Test
  void othersKeepTheirs() {
    var other = SERVER.client();
    other.put(TABS + "/a", "{}");
    client.put(TABS + "/a", "{}");
    client.delete("");

    assertThat(other.get(TABS).texts()).containsExactly("a");
  }
}
