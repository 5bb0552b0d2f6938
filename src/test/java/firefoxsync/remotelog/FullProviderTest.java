// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import static firefoxsync.remotelog.LogSite.BOOKMARKS;
import static firefoxsync.remotelog.LogSite.HISTORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import firefoxsync.TestClock;
import firefoxsync.database.TestDatabases;
import firefoxsync.sync.ChangeSet;
import firefoxsync.sync.StoreRefusal;
import firefoxsync.sync.Written;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A provider with so much room and no more: what is deleted makes some, and a reserve lets it. */
@Timeout(60)
final class FullProviderTest {
  private static final int ITEM_BYTES = 30_000;

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

  private List<String> reserve() {
    return provider.paths().stream().filter(path -> path.contains("/r/")).toList();
  }

  /** Writes until there is no room for more. */
  private StoreRefusal fill() {
    site.put(BOOKMARKS, "a", "first");
    provider.roomBytes(provider.usedBytes() + 10 * ITEM_BYTES);
    for (int i = 0; i < 40; i++) {
      var id = "i" + i;
      var noise = ProviderNoise.of(i, ITEM_BYTES);
      var full = catchThrowableOfType(StoreRefusal.class, () -> site.put(HISTORY, id, noise));
      if (full != null) {
        provider.roomBytes(provider.usedBytes() + 100);
        return full;
      }
    }
    throw new IllegalStateException("it is never full");
  }

  private Written wipeHistory() {
    return site.write(
        data -> new ChangeSet(data.nextTimestamp(), List.of(new ChangeSet.Wipe(HISTORY)), null));
  }

  private void assertColdStartAgrees() {
    assertThat(site.rebuilt(provider, TestDatabases.open(otherDirectory)))
        .isEqualTo(site.everything());
  }

  @Test
  void reserveOfAMebibyteIsKeptThere() {
    site.link(provider);

    long bytes =
        reserve().stream().mapToLong(path -> provider.bytes(path).length).sum();
    assertThat(bytes).isEqualTo(1024 * 1024);
  }

  @Test
  void providerWithoutRoomForAReserveIsUsedAllTheSame() {
    provider.roomBytes(700_000);
    site.link(provider);

    assertThat(site.put(BOOKMARKS, "a", "one")).isNotNull();
    assertThat(reserve()).isEmpty();
    assertColdStartAgrees();
  }

  @Test
  void fullProviderRefusesWhatNeedsRoomAndTakesDeletions() {
    site.link(provider);
    assertThat(fill().isFull()).isTrue();
    assertThat(site.link().state()).isEqualTo(ProviderLink.State.FULL);

    assertThat(wipeHistory()).isNotNull();

    assertThat(site.ids(BOOKMARKS)).containsExactly("a");
    assertThat(site.ids(HISTORY)).isEmpty();
    assertThat(site.link().state()).isEqualTo(ProviderLink.State.ACTIVE);
    assertColdStartAgrees();
  }

  @Test
  void whatWasDeletedLeavesRoomAtTheProvider() {
    site.link(provider);
    fill();
    long before = provider.usedBytes();

    wipeHistory();
    site.tidy();

    // The reserve and the items with their checkpoints.
    assertThat(provider.usedBytes()).isLessThan(before - 1024 * 1024 - 5 * ITEM_BYTES);
    assertThat(site.put(HISTORY, "more", ProviderNoise.of(99, ITEM_BYTES))).isNotNull();
    assertColdStartAgrees();
  }

  @Test
  void whatWasDeletedLeavesRoomThoughNoReserveWasNeeded() {
    site.link(provider);
    fill();
    provider.roomBytes(provider.usedBytes() + 20_000);
    long before = provider.usedBytes();

    wipeHistory();
    site.tidy();

    assertThat(provider.usedBytes()).isLessThan(before - 5 * ITEM_BYTES);
    assertThat(reserve()).hasSize(2);
    assertColdStartAgrees();
  }

  @Test
  void usedReserveComesBackOnceThereIsRoom() {
    site.link(provider);
    fill();
    wipeHistory();
    site.tidy();
    assertThat(reserve()).isEmpty();

    clock.advance(Duration.ofHours(2));
    site.tidy();

    assertThat(reserve()).hasSize(2);
    assertColdStartAgrees();
  }

  @Test
  void checkpointThatDoesNotFitUsesTheReserve() {
    site.link(provider);
    provider.roomBytes(provider.usedBytes() + 320_000);
    for (int i = 0; i < LogSite.LIMITS.checkpointCommits(); i++) {
      site.put(BOOKMARKS, "i" + i, ProviderNoise.of(i, 15_000));
    }
    site.tidy();

    assertThat(site.log().checkpoint()).isGreaterThan(1);
    assertThat(reserve()).isEmpty();
    assertColdStartAgrees();
  }

  @Test
  void deletionThatWaitsBesideAWriteIsTakenAlone() {
    site.link(provider);
    site.put(BOOKMARKS, "a", "first");
    site.put(BOOKMARKS, "b", "second");
    provider.roomBytes(provider.usedBytes() + 2_000);
    var group = site.together(List.of(
        () -> site.put(HISTORY, "d", ProviderNoise.of(1, ITEM_BYTES)),
        () -> site.write(data -> new ChangeSet(
            data.nextTimestamp(), List.of(new ChangeSet.Delete(BOOKMARKS, List.of("b"))), null))));

    assertThat(group.get(1).join()).isNotNull();
    assertThatThrownBy(group.get(0)::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(StoreRefusal.class);
    assertThat(site.ids(BOOKMARKS)).containsExactly("a");
    assertColdStartAgrees();
  }

  @Test
  void changesThatWereAcknowledgedBeforeGoUpByTheReserve() {
    site.link(provider, ProviderLink.Mode.BEHIND, null);
    provider.roomBytes(provider.usedBytes() + 1_000);
    site.put(HISTORY, "a", ProviderNoise.of(1, ITEM_BYTES));

    site.tidy();

    assertThat(site.logs().links().status(LogSite.ANN).orElseThrow().waiting()).isZero();
    assertColdStartAgrees();
  }
}
