// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sync storage 1.5: X-If-Modified-Since and X-If-Unmodified-Since. */
final class Sync15PreconditionTest {
  private static final String MODIFIED = "X-If-Modified-Since";
  private static final String UNMODIFIED = "X-If-Unmodified-Since";

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
    var modified = client.put("/storage/tabs/a", "{}").lastModified();

    assertThat(client.put("/storage/tabs/a", "{}", MODIFIED, modified).status()).isEqualTo(200);
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
