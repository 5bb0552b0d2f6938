// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import firefoxsync.config.SyncLimits;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sync storage 1.5: the quota, when there is one. */
final class Sync15QuotaTest {
  private static final String TABS = "/storage/tabs";

  @RegisterExtension
  static final SyncServer SERVER =
      new SyncServer(new SyncLimits(100_000, 100, 90_000, 90_000, 1000, 100_000, 1024));

  private final SigningClient client = SERVER.client();

  @Test
  void quotaIsTold() {
    assertThat(client.get("/info/quota").body()).isEqualTo("[0.0,1.0]");
    assertThat(client.get("/info/configuration").json().get("max_quota_limit").asInt())
        .isEqualTo(1024);
  }

  @Test
  void writeThatWouldExceedTheQuotaIs403WithCode14() {
    assertThat(client.put(TABS + "/a", payload(1000)).status()).isEqualTo(200);
    var answer = client.put(TABS + "/b", payload(25));

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body()).isEqualTo("14");
    assertThat(client.put(TABS + "/b", payload(24)).status()).isEqualTo(200);
    assertThat(client.post(TABS, "[{\"id\":\"c\",\"payload\":\"x\"}]").status()).isEqualTo(403);
  }

  @Test
  void fullStoreStillTakesDeletionsAndTouches() {
    client.put(TABS + "/a", payload(1024));

    assertThat(client.put(TABS + "/a", "{\"ttl\":100}").status()).isEqualTo(200);
    assertThat(client.delete(TABS + "/a").status()).isEqualTo(200);
    assertThat(client.put(TABS + "/a", payload(1024)).status()).isEqualTo(200);
  }

  @Test
  void stagedItemsCount() {
    var batch = client
        .post(TABS + "?batch=true", "[{\"id\":\"a\",\"payload\":\"" + "x".repeat(1000) + "\"}]")
        .json()
        .get("batch")
        .asText();

    assertThat(client
            .post(
                TABS + "?batch=" + batch, "[{\"id\":\"b\",\"payload\":\"" + "x".repeat(25) + "\"}]")
            .status())
        .isEqualTo(403);
    assertThat(client.post(TABS + "?batch=" + batch + "&commit=true", "[]").status())
        .isEqualTo(200);
  }

  @Test
  void whoIsFullCanStillChangeWhatSheHas() {
    client.put(TABS + "/a", payload(600));
    client.put(TABS + "/b", payload(424));

    assertThat(client.put(TABS + "/a", payload(600)).status()).isEqualTo(200);
    assertThat(client.put(TABS + "/a", payload(601)).status()).isEqualTo(403);
    assertThat(client.post(TABS, items(500, 524)).status()).isEqualTo(200);
    assertThat(client.post(TABS, items(501, 524)).status()).isEqualTo(403);
    assertThat(client.get("/info/quota").body()).isEqualTo("[1.0,1.0]");
  }

  @Test
  void expiredItemsMakeRoom() {
    client.put(TABS + "/a", "{\"ttl\":10,\"payload\":\"" + "x".repeat(1024) + "\"}");
    assertThat(client.put(TABS + "/b", payload(1)).status()).isEqualTo(403);
    SERVER.clock().advance(Duration.ofSeconds(10));

    assertThat(client.put(TABS + "/b", payload(1024)).status()).isEqualTo(200);
  }

  @Test
  void itemThatIsStagedAgainCountsOnce() {
    var batch =
        client.post(TABS + "?batch=true", items(500, 500)).json().get("batch").asText();

    assertThat(client.post(TABS + "?batch=" + batch, items(510, 510)).status()).isEqualTo(202);
    assertThat(client
            .post(TABS + "?batch=" + batch + "&commit=true", items(512, 512))
            .status())
        .isEqualTo(200);
  }

  @Test
  void batchThatNoLongerFitsIsNotCommitted() {
    var batch =
        client.post(TABS + "?batch=true", items(500, 500)).json().get("batch").asText();
    client.put(TABS + "/c", payload(25));

    assertThat(client.post(TABS + "?batch=" + batch + "&commit=true", "[]").status())
        .isEqualTo(403);
    assertThat(client.get(TABS).texts()).containsExactly("c");
  }

  @Test
  void roomThatIsLeftIsToldWithWrites() {
    var header = "X-Weave-Quota-Remaining";
    assertThat(client.put(TABS + "/a", payload(24)).header(header)).isEqualTo("0.97");
    assertThat(client.put(TABS + "/a", "{\"ttl\":99}").header(header)).isEqualTo("0.97");
    assertThat(client.post(TABS, items(512, 0)).header(header)).isEqualTo("0.50");
    var staged = client.post(TABS + "?batch=true", "[" + item("c", 256) + "]");
    assertThat(staged.header(header)).isEqualTo("0.25");
    var batch = staged.json().get("batch").asText();
    assertThat(client.post(TABS + "?batch=" + batch, "[" + item("d", 256) + "]").header(header))
        .isEqualTo("0.00");
    assertThat(client.get(TABS).has(header)).isFalse();
    assertThat(client.delete(TABS).has(header)).isFalse();
  }

  @Test
  void quotaOfOneUserHoldsForHerNextRequest() {
    SERVER.store().limit(client.uid(), OptionalLong.of(3 * 1024 * 1024));
    assertThat(client.get("/info/quota").body()).isEqualTo("[0.0,3072.0]");
    var roomy = client.put(TABS + "/a", payload(2000));
    assertThat(roomy.status()).isEqualTo(200);
    assertThat(roomy.has("X-Weave-Quota-Remaining")).isFalse();

    SERVER.store().limit(client.uid(), OptionalLong.of(2001));
    assertThat(client.put(TABS + "/b", payload(2)).status()).isEqualTo(403);
    SERVER.store().limit(client.uid(), OptionalLong.of(0));
    assertThat(client.get("/info/quota").body()).isEqualTo("[1.953125,null]");
    assertThat(client.put(TABS + "/b", payload(2)).status()).isEqualTo(200);
    SERVER.store().limit(client.uid(), OptionalLong.empty());
    assertThat(client.put(TABS + "/c", payload(2)).status()).isEqualTo(403);
    assertThat(SERVER.client().get("/info/quota").body()).isEqualTo("[0.0,1.0]");
  }

  private static String items(int firstBytes, int secondBytes) {
    return "[" + item("a", firstBytes) + "," + item("b", secondBytes) + "]";
  }

  private static String item(String id, int bytes) {
    return "{\"id\":\"" + id + "\",\"payload\":\"" + "x".repeat(bytes) + "\"}";
  }

  private static String payload(int bytes) {
    return "{\"payload\":\"" + "x".repeat(bytes) + "\"}";
  }
}
