// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sync storage 1.5: {@code /info/*}. */
final class Sync15InfoTest {
  @RegisterExtension
  static final SyncServer SERVER = new SyncServer();

  private final SigningClient client = SERVER.client();

  @ParameterizedTest
  @ValueSource(strings = {"collections", "collection_counts", "collection_usage"})
  void newUserHasNothing(String view) {
    var answer = client.get("/info/" + view);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{}");
    assertThat(answer.lastModified()).isEqualTo("0.00");
    assertThat(answer.header("X-Weave-Records")).isEqualTo("0");
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
  }

  @Test
  void collectionsHaveTheTimesOfTheirLastChange() {
    var bookmarks = client.put("/storage/bookmarks/a", "{}").lastModified();
    var tabs = client.put("/storage/tabs/a", "{}").lastModified();
    var answer = client.get("/info/collections");

    assertThat(answer.body()).isEqualTo("{\"bookmarks\":" + bookmarks + ",\"tabs\":" + tabs + "}");
    assertThat(answer.lastModified()).isEqualTo(tabs);
    assertThat(answer.header("X-Weave-Records")).isEqualTo("2");
  }

  @Test
  void collectionWhoseItemsAreGoneIsStillListedButNotCounted() {
    client.put("/storage/bookmarks/a", "{}");
    client.delete("/storage/bookmarks/a");

    assertThat(client.get("/info/collections").json().has("bookmarks")).isTrue();
    assertThat(client.get("/info/collection_counts").body()).isEqualTo("{}");
  }

  @Test
  void countsAndUsageLeaveExpiredItemsOut() {
    client.post(
        "/storage/tabs",
        "[{\"id\":\"a\",\"payload\":\"12345\",\"ttl\":10},{\"id\":\"b\",\"payload\":\"123\"}]");
    assertThat(client.get("/info/collection_counts").body()).isEqualTo("{\"tabs\":2}");
    SERVER.clock().advance(Duration.ofSeconds(11));

    assertThat(client.get("/info/collection_counts").body()).isEqualTo("{\"tabs\":1}");
    assertThat(client.get("/info/collection_usage").json().get("tabs").asDouble())
        .isEqualTo(3 / 1024.0);
  }

  @Test
  void quotaCountsKilobytesUnrounded() {
    client.put("/storage/xxx/a", "{\"payload\":\"" + "x".repeat(500) + "\"}");
    var answer = client.get("/info/quota");

    assertThat(answer.json().get(0).asDouble()).isCloseTo(500 / 1024.0, within(1e-9));
    assertThat(answer.json().get(1).isNull()).isTrue();
    assertThat(answer.json()).hasSize(2);
    assertThat(answer.has("X-Last-Modified")).isTrue();
  }

  @Test
  void configurationNamesTheLimitsWithoutAuthentication() {
    var answer = client.send("GET", "/1.5/" + client.uid() + "/info/configuration", "");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.lastModified()).isEqualTo("0.00");
    assertThat(answer.json().get("max_post_records").asInt()).isEqualTo(100);
    assertThat(answer.json().get("max_post_bytes").asInt()).isEqualTo(2_621_440);
    assertThat(answer.json().get("max_request_bytes").asInt()).isEqualTo(2_625_536);
    assertThat(answer.json().get("max_record_payload_bytes").asInt()).isEqualTo(2_621_440);
    assertThat(answer.json().get("max_total_records").asInt()).isEqualTo(10_000);
    assertThat(answer.json().get("max_total_bytes").asInt()).isEqualTo(262_144_000);
  }

  @Test
  void unchangedStoreIs304() {
    var modified = client.put("/storage/tabs/a", "{}").lastModified();
    var answer = client.get("/info/collections", "X-If-Modified-Since", modified);

    assertThat(answer.status()).isEqualTo(304);
    assertThat(answer.lastModified()).isEqualTo(modified);
    assertThat(answer.body()).isEmpty();
    assertThat(client.get("/info/quota", "X-If-Modified-Since", "0").status()).isEqualTo(200);
  }

  @Test
  void storeChangedSinceIs412() {
    var first = client.put("/storage/tabs/a", "{}").lastModified();
    var second = client.put("/storage/bookmarks/a", "{}").lastModified();
    var answer = client.get("/info/collections", "X-If-Unmodified-Since", first);

    assertThat(answer.status()).isEqualTo(412);
    assertThat(answer.lastModified()).isEqualTo(second);
  }

  @Test
  void headIsGetWithoutItsBody() {
    client.put("/storage/tabs/a", "{}");
    var answer = client.signed("HEAD", "/info/collections", "");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.has("X-Last-Modified")).isTrue();
  }
}
