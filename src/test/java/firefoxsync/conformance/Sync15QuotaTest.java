// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import firefoxsync.config.SyncLimits;
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

  private static String payload(int bytes) {
    return "{\"payload\":\"" + "x".repeat(bytes) + "\"}";
  }
}
