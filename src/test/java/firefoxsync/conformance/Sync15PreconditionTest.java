// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sync storage 1.5: X-If-Modified-Since and X-If-Unmodified-Since. */
final class Sync15PreconditionTest {
  private static final String MODIFIED = "X-If-Modified-Since";
  private static final String UNMODIFIED = "X-If-Unmodified-Since";
  private static final String LATE = "9999999999.00";

  @RegisterExtension
  static final SyncServer SERVER = new SyncServer();

  private final SigningClient client = SERVER.client();

  @Test
  void unchangedItemIs304() {
    var modified = client.put("/storage/tabs/a", "{}").lastModified();
    client.put("/storage/tabs/b", "{}");
    var answer = client.get("/storage/tabs/a", MODIFIED, modified);

    assertThat(answer.status()).isEqualTo(304);
    assertThat(answer.lastModified()).isEqualTo(modified);
    assertThat(answer.body()).isEmpty();
    assertThat(client.get("/storage/tabs", MODIFIED, modified).status()).isEqualTo(200);
  }

  @Test
  void absentItemIs304ForWhoAsksForChanges() {
    assertThat(client.get("/storage/tabs/none", MODIFIED, "0").status()).isEqualTo(304);
  }

  @Test
  void unchangedCollectionIs304() {
    var modified = client.put("/storage/tabs/a", "{}").lastModified();

    assertThat(client.get("/storage/tabs", MODIFIED, modified).status()).isEqualTo(304);
    assertThat(client.get("/storage/tabs", MODIFIED, "0.00").status()).isEqualTo(200);
  }

  @Test
  void itemChangedSinceIs412AndKeepsNothing() {
    var first = client.put("/storage/tabs/a", "{\"payload\":\"1\"}").lastModified();
    var second = client.put("/storage/tabs/a", "{\"payload\":\"2\"}").lastModified();
    var answer = client.put("/storage/tabs/a", "{\"payload\":\"3\"}", UNMODIFIED, first);

    assertThat(answer.status()).isEqualTo(412);
    assertThat(answer.lastModified()).isEqualTo(second);
    assertThat(answer.body()).isEmpty();
    assertThat(client.get("/storage/tabs/a").json().get("payload").asText()).isEqualTo("2");
    assertThat(client.put("/storage/tabs/a", "{}", UNMODIFIED, second).status()).isEqualTo(200);
  }

  @Test
  void zeroMeansOnlyWhenItDoesNotExist() {
    assertThat(client.put("/storage/tabs/a", "{}", UNMODIFIED, "0").status()).isEqualTo(200);
    assertThat(client.put("/storage/tabs/a", "{}", UNMODIFIED, "0").status()).isEqualTo(412);
  }

  @Test
  void deletingOneIdLooksAtTheWholeCollection() {
    var first = client.put("/storage/tabs/a", "{}").lastModified();
    var second = client.put("/storage/tabs/b", "{}").lastModified();

    assertThat(client.delete("/storage/tabs?ids=a", UNMODIFIED, first).status()).isEqualTo(412);
    assertThat(client.delete("/storage/tabs/a", UNMODIFIED, first).status()).isEqualTo(200);
    assertThat(client.delete("/storage/tabs", UNMODIFIED, second).status()).isEqualTo(412);
  }

  @Test
  void postLooksAtTheCollection() {
    var first = client.put("/storage/tabs/a", "{}").lastModified();
    var second = client.put("/storage/tabs/b", "{}").lastModified();

    assertThat(client.post("/storage/tabs", "[]", UNMODIFIED, first).status()).isEqualTo(412);
    assertThat(client.post("/storage/tabs?batch=true", "[]", UNMODIFIED, first).status())
        .isEqualTo(412);
    assertThat(client.post("/storage/tabs", "[]", UNMODIFIED, second).status()).isEqualTo(200);
  }

  @Test
  void deletingEverythingLooksAtTheStore() {
    var first = client.put("/storage/tabs/a", "{}").lastModified();
    var second = client.put("/storage/bookmarks/b", "{}").lastModified();

    assertThat(client.delete("", UNMODIFIED, first).status()).isEqualTo(412);
    assertThat(client.delete("", UNMODIFIED, second).status()).isEqualTo(200);
  }

  @Test
  void modifiedSinceIsForReadsAlone() {
    client.put("/storage/tabs/a", "{}");

    assertThat(client.put("/storage/tabs/a", "{}", MODIFIED, LATE).status()).isEqualTo(200);
    assertThat(client.post("/storage/tabs", "[]", MODIFIED, LATE).status()).isEqualTo(200);
    assertThat(client.delete("/storage/tabs/a", MODIFIED, LATE).status()).isEqualTo(200);
    assertThat(client.delete("/storage/tabs", MODIFIED, LATE).status()).isEqualTo(200);
  }

  @Test
  void headIsARead() {
    client.put("/storage/tabs/a", "{}");

    for (var path : List.of("/storage/tabs/a", "/storage/tabs", "/info/collections")) {
      assertThat(client.signed("HEAD", path, "", MODIFIED, LATE).status()).isEqualTo(304);
      assertThat(client.signed("HEAD", path, "", UNMODIFIED, "1").status()).isEqualTo(412);
    }
  }

  @Test
  void refusalTellsTheTimeOfItsOwnTarget() {
    var item = client.put("/storage/tabs/a", "{}").lastModified();
    var collection = client.put("/storage/tabs/b", "{}").lastModified();
    var store = client.put("/storage/forms/c", "{}").lastModified();

    var targets =
        Map.of("/storage/tabs/a", item, "/storage/tabs", collection, "/info/quota", store);
    targets.forEach((path, time) -> {
      assertThat(client.get(path, MODIFIED, LATE).lastModified()).isEqualTo(time);
      assertThat(client.get(path, UNMODIFIED, "1").lastModified()).isEqualTo(time);
    });
  }

  /** Clause 6: what is wrong with a request is told whatever the time of its target. */
  @Test
  void inputIsJudgedBeforeThePrecondition() {
    client.put("/storage/tabs/a", "{}");

    assertThat(client.put("/storage/tabs/a", "{\"ttl\":-1}", UNMODIFIED, "1").body())
        .isEqualTo("8");
    assertThat(client.post("/storage/tabs", "{}", UNMODIFIED, "1").body()).isEqualTo("8");
    assertThat(client.get("/storage/tabs?limit=x", UNMODIFIED, "1").status()).isEqualTo(400);
    assertThat(client
            .send("GET", client.target("/storage/tabs"), "", UNMODIFIED, "1")
            .status())
        .isEqualTo(401);
  }

  /** Clauses 4.2 and 6: an item that has expired was last modified never. */
  @Test
  void expiredItemCountsAsAbsent() {
    client.put("/storage/tabs/a", "{\"payload\":\"x\",\"ttl\":0}");

    assertThat(client.get("/storage/tabs/a", MODIFIED, "0").status()).isEqualTo(304);
    assertThat(client.delete("/storage/tabs/a", UNMODIFIED, "0").status()).isEqualTo(404);
    assertThat(client.put("/storage/tabs/a", "{}", UNMODIFIED, "0").status()).isEqualTo(200);
  }

  @Test
  void configurationHasNoTimeToCompare() {
    for (var time : List.of("0", LATE, "x")) {
      assertThat(client.get("/info/configuration", MODIFIED, time).status()).isEqualTo(200);
      assertThat(client.get("/info/configuration", UNMODIFIED, time).status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "abc", "", "NaN", "1,5"})
  void malformedTimesAre400(String time) {
    assertThat(client.get("/storage/tabs", MODIFIED, time).status()).isEqualTo(400);
    var answer = client.put("/storage/tabs/a", "{}", UNMODIFIED, time);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo("0");
  }

  @Test
  void bothTogetherAre400() {
    assertThat(client.get("/storage/tabs", MODIFIED, "1", UNMODIFIED, "1").status())
        .isEqualTo(400);
  }
}
