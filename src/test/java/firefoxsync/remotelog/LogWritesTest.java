// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import static firefoxsync.remotelog.LogSite.BOOKMARKS;
import static firefoxsync.remotelog.LogSite.HISTORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import firefoxsync.TestClock;
import firefoxsync.database.TestDatabases;
import firefoxsync.remotelog.FaultyProvider.Fault;
import firefoxsync.sync.BsoUpdate;
import firefoxsync.sync.ChangeSet;
import firefoxsync.sync.StoreRefusal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How many requests writes take, in both modes, and what housekeeping leaves at the provider. */
@Timeout(60)
final class LogWritesTest {
  private final TestClock clock = new TestClock();
  private Path otherDirectory;
  private FaultyProvider provider;
  private LogSite site;

  @BeforeEach
  void start(@TempDir Path directory, @TempDir Path other) throws IOException {
    otherDirectory = other;
    provider = new FaultyProvider();
    site = new LogSite(TestDatabases.open(directory), clock);
  }

  @AfterEach
  void stop() {
    site.close();
    provider.close();
  }

  private List<FaultyProvider.Asked> puts() {
    return provider.asked().stream()
        .filter(asked -> asked.method().equals("PUT"))
        .toList();
  }

  private void assertColdStartAgrees() {
    assertThat(site.rebuilt(provider, TestDatabases.open(otherDirectory)))
        .isEqualTo(site.everything());
  }

  @Test
  void everyRequestNamesTheTokenAndAnOrigin() {
    site.link(provider);
    site.put(BOOKMARKS, "a", "one");

    assertThat(provider.asked()).isNotEmpty().allSatisfy(asked -> assertThat(
            asked.headers().get("Origin"))
        .containsExactly(FaultyProvider.ORIGIN));
  }

  @Test
  void writesThatWaitShareACommit() {
    site.link(provider);
    provider.asked();
    provider.latency(Duration.ofMillis(200));
    var writes = IntStream.range(0, 8)
        .mapToObj(i -> CompletableFuture.supplyAsync(() -> site.put(BOOKMARKS, "i" + i, "x")))
        .toList();
    var times = writes.stream().map(write -> write.join().timestamp()).toList();

    assertThat(puts()).hasSizeLessThan(6);
    assertThat(new HashSet<>(times)).hasSize(8);
    assertColdStartAgrees();
  }

  @Test
  void longWriteGoesInParts() {
    site.link(provider);
    provider.asked();
    var updates = IntStream.range(0, 40)
        .mapToObj(i -> new BsoUpdate("i" + i, ProviderNoise.of(i, 30_000), null, null))
        .toList();
    site.write(data ->
        new ChangeSet(data.nextTimestamp(), List.of(new ChangeSet.Put(HISTORY, updates)), null));

    assertThat(puts()).hasSizeBetween(2, 5).allSatisfy(asked -> assertThat(asked.bytes())
        .isLessThanOrEqualTo(512 * 1024));
    assertColdStartAgrees();
  }

  @Test
  void encryptedDocumentsTellNothingAndComeBack() {
    site.link(provider, ProviderLink.Mode.THROUGH, "0c".repeat(32));
    site.put(BOOKMARKS, "a", "one");
    var plain = new DocumentCodec(null);

    assertThat(provider.paths())
        .filteredOn(path -> path.contains("/j/"))
        .isNotEmpty()
        .allSatisfy(path -> assertThat(catchThrowableOfType(
                LogException.class, () -> plain.decode(LogDocument.whole(provider.bytes(path)))))
            .isNotNull());
    assertColdStartAgrees();
  }

  @Test
  void behindAnswersWithoutTheProvider() {
    site.link(provider, ProviderLink.Mode.BEHIND, null);
    provider.always(Fault.DROPPED_REQUEST);
    provider.asked();

    site.put(BOOKMARKS, "a", "one");
    site.put(BOOKMARKS, "b", "two");

    assertThat(provider.asked()).isEmpty();
    assertThat(site.ids(BOOKMARKS)).containsExactly("a", "b");
  }

  @Test
  void behindSendsAllThatWaitsAsOneCommit() {
    site.link(provider, ProviderLink.Mode.BEHIND, null);
    provider.asked();
    site.put(BOOKMARKS, "a", "one");
    site.put(BOOKMARKS, "b", "two");
    site.put(HISTORY, "c", "three");

    site.tidy();

    assertThat(puts()).hasSize(1);
    assertColdStartAgrees();
  }

  @Test
  void checkpointHoldsNothingThatNoCommitHolds() {
    provider.next(
        request -> request.startsWith("PUT ") && request.contains("/c/"), Fault.STATUS_500);
    site.link(provider, ProviderLink.Mode.BEHIND, null);
    assertThat(site.log().state()).isEqualTo(StoreLog.State.FILLING);
    site.put(BOOKMARKS, "a", "one");

    site.logs().care().checkpointIfDue(site.logs().ground().linked(LogSite.UID).orElseThrow());
    clock.advance(Duration.ofMinutes(2));
    site.tidy();
    site.tidy();

    assertThat(site.log().state()).isEqualTo(StoreLog.State.OPEN);
    assertColdStartAgrees();
  }

  @Test
  void behindThatLagsTooFarWaitsForTheProvider() {
    site.link(provider, ProviderLink.Mode.BEHIND, null);
    provider.always(Fault.DROPPED_REQUEST);
    for (int i = 0; i < LogSite.LIMITS.lagCommits(); i++) {
      site.put(BOOKMARKS, "i" + i, "x");
    }

    assertThat(catchThrowableOfType(StoreRefusal.class, () -> site.put(BOOKMARKS, "more", "x")))
        .isNotNull();
    provider.always(null);
    clock.advance(Duration.ofMinutes(2));
    site.put(BOOKMARKS, "more", "x");
    assertColdStartAgrees();
  }

  @Test
  void behindThatIsOldWaitsForTheProvider() {
    site.link(provider, ProviderLink.Mode.BEHIND, null);
    site.put(BOOKMARKS, "a", "one");
    provider.asked();
    clock.advance(Duration.ofMinutes(6));

    site.put(BOOKMARKS, "b", "two");

    assertThat(puts()).hasSize(2);
  }

  @Test
  void whoeverIsRefusedCostsNoRequest() {
    site.link(provider);
    provider.asked();

    assertThatThrownBy(() -> site.write(data -> {
          throw new IllegalStateException("no");
        }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(provider.asked()).isEmpty();
  }

  @Test
  void oldCommitsGoOnceTwoCheckpointsHoldThem() {
    site.link(provider);
    checkpoints(3);

    var paths = provider.paths();
    assertThat(paths.stream().filter(path -> path.contains("/c/"))).hasSize(2);
    assertThat(paths.stream().filter(path -> path.contains("/j/")).count())
        .isLessThanOrEqualTo(2L * LogSite.LIMITS.checkpointCommits());
    assertThat(paths.stream().filter(path -> path.contains("/p/"))).hasSizeLessThanOrEqualTo(2);
    assertColdStartAgrees();
  }

  @Test
  void olderCheckpointServesWhenTheNewestIsTorn() {
    site.link(provider);
    for (int i = 0; i < LogSite.LIMITS.checkpointCommits() * 2 + 5; i++) {
      site.put(BOOKMARKS, "i" + i % 10, "x" + i);
    }
    site.tidy();
    var newest = provider.paths().stream()
        .filter(path -> path.contains("/c/"))
        .reduce((one, other) -> other)
        .orElseThrow();
    provider.put(newest, new byte[] {1, 2, 3});

    assertColdStartAgrees();
  }

  @Test
  void coldStartBeginsAgainWhenTheLogHasMovedOnMeanwhile() {
    site.link(provider);
    site.put(BOOKMARKS, "a", "first");
    provider.before(
        request -> request.startsWith("GET ") && request.contains("/j/"), () -> checkpoints(2));

    assertColdStartAgrees();
  }

  @Test
  void logWhoseCheckpointsAreSpoiltIsNotTakenForAnEmptyOne() {
    site.link(provider);
    checkpoints(3);
    provider.paths().stream()
        .filter(path -> path.contains("/c/"))
        .forEach(path -> provider.put(path, new byte[] {1, 2, 3}));
    provider.paths().stream().filter(path -> path.contains("/j/")).forEach(provider::remove);

    assertThatThrownBy(() -> site.rebuilt(provider, TestDatabases.open(otherDirectory)))
        .isInstanceOf(LogException.class)
        .hasMessageContaining("is missing");
  }

  private void checkpoints(int count) {
    for (int round = 0; round < count; round++) {
      for (int i = 0; i < LogSite.LIMITS.checkpointCommits(); i++) {
        site.put(BOOKMARKS, "i" + i % 10, "x" + i);
      }
      site.tidy();
    }
  }

  @Test
  void providerThatLetsTwoCreateOneDocumentIsWatched() {
    provider.creates(false);
    site.logs()
        .links()
        .link(new ProviderLink(
            LogSite.ANN,
            site.linkTo(provider, ProviderLink.Mode.THROUGH, null).address(),
            new ProviderLink.Secret(FaultyProvider.TOKEN, null),
            ProviderLink.Mode.THROUGH,
            ProviderLink.State.ACTIVE,
            new ProviderLink.Traits(false, ProviderLink.Traits.DOCUMENT_BYTES_MAX),
            clock.millis(),
            OptionalLong.empty()));
    site.tidy();
    provider.asked();

    site.put(BOOKMARKS, "a", "one");

    assertThat(provider.asked().stream().map(FaultyProvider.Asked::method))
        .containsExactly("PUT", "GET");
  }

  @Test
  void deadProviderStopsNobodyElse() throws IOException {
    site.link(provider);
    provider.latency(Duration.ofSeconds(2));
    var stuck = new ArrayList<CompletableFuture<?>>();
    for (int i = 0; i < 20; i++) {
      var id = "i" + i;
      stuck.add(CompletableFuture.supplyAsync(() -> site.put(BOOKMARKS, id, "x")));
    }
    // Those who link nothing.
    var other = site.store()
        .write(
            LogSite.UID + 1,
            data -> new ChangeSet(
                data.nextTimestamp(),
                List.of(new ChangeSet.Put(BOOKMARKS, List.of(new BsoUpdate("a", "x", null, null)))),
                null));

    assertThat(other).isNotNull();
    var refused = stuck.stream()
        .map(write -> write.handle((done, failure) -> failure != null).join())
        .filter(failed -> failed)
        .count();
    // No more may wait than the limit says.
    assertThat(refused).isGreaterThanOrEqualTo(20L - LogSite.LIMITS.waitersMax() - 12);
  }
}
