// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import firefoxsync.config.SyncLimits;
import java.net.URLEncoder;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sync storage 1.5: batches. */
final class Sync15BatchTest {
  private static final String TABS = "/storage/tabs";

  @RegisterExtension
  static final SyncServer SERVER =
      new SyncServer(new SyncLimits(100_000, 100, 90_000, 90_000, 5, 1000, 0));

  private final SigningClient client = SERVER.client();

  @ParameterizedTest
  @ValueSource(strings = {"batch=true", "batch=TRUE", "batch=", "batch"})
  void batchIsStartedWith202(String query) {
    var before = client.put(TABS + "/x", "{}").lastModified();
    var answer = client.post(TABS + "?" + query, "[{\"id\":\"a\",\"payload\":\"1\"}]");

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.lastModified()).isEqualTo(before);
    assertThat(answer.json().fieldNames())
        .toIterable()
        .containsExactly("batch", "success", "failed");
    assertThat(answer.texts("success")).containsExactly("a");
    assertThat(client.get(TABS).texts()).containsExactly("x");
  }

  @Test
  void startingABatchDoesNotMakeTheCollectionAppear() {
    var answer = client.post(TABS + "?batch=true", "[]");

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.lastModified()).isEqualTo("0.00");
    assertThat(client.get("/info/collections").body()).isEqualTo("{}");
    assertThat(client.get("/info/collections").lastModified()).isEqualTo("0.00");
    assertThat(client.get("/info/collection_counts").body()).isEqualTo("{}");
  }

  @Test
  void everyPartNamesTheSameBatch() {
    var batch = start("[]");
    var answer = client.post(TABS + "?batch=" + batch, "[{\"id\":\"a\"}]");

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.json().get("batch").asText()).isEqualTo(batch);
    assertThat(URLEncoder.encode(batch, UTF_8)).isEqualTo(batch);
  }

  @Test
  void commitShowsAllPartsAtOneTime() {
    client.put(TABS + "/a", "{\"payload\":\"old\",\"sortindex\":7}");
    var batch = start("[{\"id\":\"a\",\"payload\":\"new\"}]");
    client.post(TABS + "?batch=" + batch, "[{\"id\":\"b\",\"ttl\":10}]");
    var answer = client.post(TABS + "?batch=" + batch + "&commit=true", "[{\"id\":\"c\"}]");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.texts("success")).containsExactly("c");
    assertThat(answer.json().has("batch")).isFalse();
    assertThat(answer.body()).startsWith("{\"modified\":" + answer.lastModified());
    for (var id : new String[] {"a", "b", "c"}) {
      assertThat(client.get(TABS + "/" + id).lastModified()).isEqualTo(answer.lastModified());
    }
    assertThat(client.get(TABS + "/a").json().get("sortindex").asInt()).isEqualTo(7);
    assertThat(client.get(TABS).lastModified()).isEqualTo(answer.lastModified());
    SERVER.clock().advance(Duration.ofSeconds(11));
    assertThat(client.get(TABS).texts()).containsExactly("c", "a");
  }

  @Test
  void committingItemsWinOverStagedOnes() {
    var batch = start("[{\"id\":\"a\",\"payload\":\"1\",\"sortindex\":1}]");
    client.post(TABS + "?batch=" + batch, "[{\"id\":\"a\",\"payload\":\"2\"}]");
    client.post(TABS + "?batch=" + batch + "&commit=true", "[{\"id\":\"a\",\"payload\":\"3\"}]");

    var item = client.get(TABS + "/a").json();
    assertThat(item.get("payload").asText()).isEqualTo("3");
    assertThat(item.get("sortindex").asInt()).isEqualTo(1);
  }

  @Test
  void emptyNewlinesBodyCommits() {
    var batch = start("[{\"id\":\"a\"}]");
    var answer = client.post(
        TABS + "?batch=" + batch + "&commit=true", "", "Content-Type", "application/newlines");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(client.get(TABS).texts()).containsExactly("a");
  }

  @Test
  void startAndCommitTogetherArePlainPost() {
    var answer = client.post(TABS + "?batch=true&commit=true", "[{\"id\":\"a\"}]");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().has("batch")).isFalse();
    assertThat(client.get(TABS).texts()).containsExactly("a");
  }

  @Test
  void committedBatchIsDead() {
    var batch = start("[{\"id\":\"a\"}]");
    var commit = TABS + "?batch=" + batch + "&commit=true";
    assertThat(client.post(commit, "[]").status()).isEqualTo(200);
    client.delete(TABS + "/a");

    assertThat(client.post(commit, "[]").status()).isEqualTo(400);
    assertThat(client.get(TABS).body()).isEqualTo("[]");
  }

  @Test
  void invalidItemsDoNotSpoilTheBatch() {
    var started =
        client.post(TABS + "?batch=true", "[{\"id\":\"a\"},{\"id\":\"b\",\"payload\":1}]");
    assertThat(started.json().get("failed").has("b")).isTrue();
    var batch = started.json().get("batch").asText();
    client.post(TABS + "?batch=" + batch + "&commit=true", "[]");

    assertThat(client.get(TABS).texts()).containsExactly("a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "batch=sammich",
        "batch=sammich&commit=true",
        "batch=00000000000000000000000000000000",
        "commit=true",
        "commit=",
        "batch=true&commit=false",
        "batch=true&commit=1",
        "batch=true&batch=true"
      })
  void badBatchParametersAre400WithCode0(String query) {
    var answer = client.post(TABS + "?" + query, "[]");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo("0");
  }

  @Test
  void batchOfAnotherCollectionOrUserIs400() {
    var batch = start("[{\"id\":\"a\"}]");

    assertThat(client.post("/storage/bookmarks?batch=" + batch, "[]").status()).isEqualTo(400);
    assertThat(SERVER.client().post(TABS + "?batch=" + batch, "[]").status()).isEqualTo(400);
  }

  @Test
  void batchLivesTwoHours() {
    var batch = start("[{\"id\":\"a\"}]");
    SERVER.clock().advance(Duration.ofMinutes(119));
    assertThat(client.post(TABS + "?batch=" + batch, "[{\"id\":\"b\"}]").status())
        .isEqualTo(202);
    SERVER.clock().advance(Duration.ofMinutes(1));

    assertThat(client.post(TABS + "?batch=" + batch + "&commit=true", "[]").status())
        .isEqualTo(400);
  }

  @Test
  void batchWithMoreThanItsTotalsIs400WithCode17() {
    var batch = start("[{\"id\":\"a\"},{\"id\":\"b\"},{\"id\":\"c\"}]");
    var tooMany =
        client.post(TABS + "?batch=" + batch, "[{\"id\":\"d\"},{\"id\":\"e\"},{\"id\":\"f\"}]");
    assertThat(tooMany.status()).isEqualTo(400);
    assertThat(tooMany.body()).isEqualTo("17");

    var tooLarge = client.post(
        TABS + "?batch=" + batch, "[{\"id\":\"d\",\"payload\":\"" + "x".repeat(1001) + "\"}]");
    assertThat(tooLarge.body()).isEqualTo("17");
    assertThat(client
            .post(TABS + "?batch=" + batch, "[{\"id\":\"d\"},{\"id\":\"e\"}]")
            .status())
        .isEqualTo(202);
  }

  @Test
  void itemThatIsStagedAgainCountsOnce() {
    var batch = start("[" + item("a", 400) + "," + item("b", 400) + ",{\"id\":\"c\"}]");
    var part = TABS + "?batch=" + batch;

    // A part is sent again when its answer was lost.
    assertThat(
            client.post(part, "[" + item("a", 600) + "," + item("b", 400) + "]").status())
        .isEqualTo(202);
    assertThat(client.post(part, "[{\"id\":\"b\",\"sortindex\":1}]").status()).isEqualTo(202);
    assertThat(client.post(part, "[" + item("b", 401) + "]").body()).isEqualTo("17");
    assertThat(client.post(part, "[{\"id\":\"d\"},{\"id\":\"e\"}]").status()).isEqualTo(202);
    assertThat(client.post(part + "&commit=true", "[" + item("c", 1) + "]").body())
        .isEqualTo("17");
    assertThat(client.post(part + "&commit=true", "[" + item("a", 600) + "]").status())
        .isEqualTo(200);
    assertThat(client.get("/info/collection_usage").json().get("tabs").asDouble())
        .isEqualTo(1000 / 1024.0);
  }

  @Test
  void startWithMoreThanTheTotalsIs400WithCode17() {
    var answer = client.post(TABS + "?batch=true", "[" + item("a", 1001) + "]");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo("17");
    assertThat(client.post(TABS + "?batch=true", "[" + item("a", 1000) + "]").status())
        .isEqualTo(202);
  }

  @Test
  void staleBatchIsGoneOnceItWasPurged() {
    client.put(TABS + "/x", "{}");
    var stale = start("[{\"id\":\"a\"}]");
    SERVER.clock().advance(Duration.ofHours(2));
    var fresh = start("[{\"id\":\"b\"}]");
    var next = SERVER.store().purge(client.uid(), 100);
    while (next.isPresent() && next.getAsLong() == client.uid()) {
      next = SERVER.store().purge(client.uid(), 100);
    }

    assertThat(client.post(TABS + "?batch=" + stale, "[]").status()).isEqualTo(400);
    assertThat(client.post(TABS + "?batch=" + fresh + "&commit=true", "[]").status())
        .isEqualTo(200);
    assertThat(client.get(TABS).texts()).containsExactly("b", "x");
  }

  @Test
  void batchesOfOneUserDoNotSeeEachOther() {
    var one = start("[{\"id\":\"a\",\"payload\":\"one\"}]");
    var other = start("[{\"id\":\"a\",\"payload\":\"other\"},{\"id\":\"b\"}]");
    client.post(TABS + "?batch=" + other + "&commit=true", "[]");
    assertThat(client.get(TABS + "/a").json().get("payload").asText()).isEqualTo("other");
    client.post(TABS + "?batch=" + one + "&commit=true", "[]");

    assertThat(client.get(TABS + "/a").json().get("payload").asText()).isEqualTo("one");
    assertThat(client.get(TABS).texts()).containsExactly("a", "b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"batch=true&commit=TRUE", "batch&commit=True", "batch=&commit=true"})
  void commitIsReadWithoutCase(String query) {
    var answer = client.post(TABS + "?" + query, "[{\"id\":\"a\"}]");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(client.get(TABS).texts()).containsExactly("a");
  }

  /** Clause 11.3: the time that counts is that of the commit. */
  @Test
  void lifeOfStagedItemsBeginsWithTheCommit() {
    var batch = start("[{\"id\":\"a\",\"ttl\":10}]");
    SERVER.clock().advance(Duration.ofMinutes(1));
    client.post(TABS + "?batch=" + batch + "&commit=true", "[]");
    SERVER.clock().advance(Duration.ofSeconds(9));
    assertThat(client.get(TABS).texts()).containsExactly("a");
    SERVER.clock().advance(Duration.ofSeconds(1));

    assertThat(client.get(TABS).texts()).isEmpty();
  }

  /** Clause 23.2. */
  @Test
  void stagingAgainReplacesThatItemAlone() {
    var batch = start("[" + item("a", 1) + "," + item("b", 2) + "]");
    client.post(TABS + "?batch=" + batch, "[" + item("a", 3) + "]");
    client.post(TABS + "?batch=" + batch + "&commit=true", "[]");

    assertThat(client.get(TABS + "/a").json().get("payload").asText()).isEqualTo("xxx");
    assertThat(client.get(TABS + "/b").json().get("payload").asText()).isEqualTo("xx");
  }

  /** Clause 4.2, also for a batch: other servers give such an item the time of the commit. */
  @Test
  void stagedTouchLeavesTheItem() {
    client.put(TABS + "/a", "{\"payload\":\"x\"}");
    var before = client.get(TABS + "/a").body();
    var batch = start("[{\"id\":\"a\",\"ttl\":100}]");
    client.post(TABS + "?batch=" + batch + "&commit=true", "[]");

    assertThat(client.get(TABS + "/a").body()).isEqualTo(before);
  }

  /** Clause 13, in whichever part it comes. */
  @Test
  void keysUnderZerosAreRefusedInEveryPart() {
    var zeros = "[{\"id\":\"k\",\"payload\":\"{\\\"IV\\\":\\\"AAAAAAAAAAAAAAAAAAAAAA==\\\"}\"}]";
    var crypto = "/storage/crypto?batch=";
    var batch = client.post(crypto + "true", "[]").json().get("batch").asText();

    for (var query : new String[] {"true", batch, batch + "&commit=true"}) {
      var answer = client.post(crypto + query, zeros);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body()).isEqualTo("8");
    }
    assertThat(client.post(crypto + batch + "&commit=true", "[]").status()).isEqualTo(200);
    assertThat(client.get("/storage/crypto").body()).isEqualTo("[]");
  }

  private static String item(String id, int bytes) {
    return "{\"id\":\"" + id + "\",\"payload\":\"" + "x".repeat(bytes) + "\"}";
  }

  @Test
  void preconditionHoldsForEveryPart() {
    var before = client.put(TABS + "/x", "{}").lastModified();
    var batch = start("[{\"id\":\"a\"}]");
    assertThat(client
            .post(TABS + "?batch=" + batch, "[]", "X-If-Unmodified-Since", before)
            .status())
        .isEqualTo(202);
    client.put(TABS + "/x", "{\"payload\":\"y\"}");

    assertThat(client
            .post(TABS + "?batch=" + batch, "[]", "X-If-Unmodified-Since", before)
            .status())
        .isEqualTo(412);
    assertThat(client
            .post(TABS + "?batch=" + batch + "&commit=true", "[]", "X-If-Unmodified-Since", before)
            .status())
        .isEqualTo(412);
    assertThat(client.get(TABS).texts()).containsExactly("x");
  }

  @ParameterizedTest
  @ValueSource(strings = {TABS, "/storage", ""})
  void deletingTheCollectionOrEverythingDropsItsBatches(String path) {
    client.put(TABS + "/x", "{}");
    var batch = start("[{\"id\":\"a\"}]");
    client.delete(path);

    assertThat(client.post(TABS + "?batch=" + batch + "&commit=true", "[]").status())
        .isEqualTo(400);
  }

  private String start(String body) {
    return client.post(TABS + "?batch=true", body).json().get("batch").asText();
  }
}
