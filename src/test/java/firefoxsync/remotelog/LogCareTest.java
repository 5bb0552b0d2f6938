// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import static firefoxsync.remotelog.LogSite.ANN;
import static firefoxsync.remotelog.LogSite.BOOKMARKS;
import static org.assertj.core.api.Assertions.assertThat;

import firefoxsync.TestClock;
import firefoxsync.database.TestDatabases;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What housekeeping does about logs while nobody asks for it. */
@Timeout(60)
final class LogCareTest {
  private final TestClock clock = new TestClock();
  private Path otherDirectory;
  private FaultyProvider provider;
  private LogSite site;

  @BeforeEach
  void start(@TempDir Path directory, @TempDir Path other) throws IOException {
    otherDirectory = other;
    provider = new FaultyProvider();
    site = new LogSite(TestDatabases.open(directory), clock);
    site.link(provider);
    site.put(BOOKMARKS, "a", "first");
    site.tidy();
    provider.asked();
  }

  @AfterEach
  void stop() {
    site.close();
    provider.close();
  }

  private void assertColdStartAgrees() {
    assertThat(site.rebuilt(provider, TestDatabases.open(otherDirectory)))
        .isEqualTo(site.everything());
  }

  private RemoteLinks.Status status() {
    return site.logs().links().status(ANN).orElseThrow();
  }

  @Test
  void providerIsLookedAtAnHourAfterAChange() {
    provider.save();
    site.put(BOOKMARKS, "b", "second");
    provider.rollBack();
    provider.asked();

    clock.advance(Duration.ofMinutes(59));
    site.tidy();
    assertThat(provider.asked()).isEmpty();
    clock.advance(Duration.ofMinutes(2));
    site.tidy();

    assertColdStartAgrees();
  }

  @Test
  void providerIsLookedAtOnceADayWhenNothingChanges() {
    clock.advance(Duration.ofHours(23));
    site.tidy();
    assertThat(provider.asked()).isEmpty();
    clock.advance(Duration.ofHours(2));
    site.tidy();

    assertThat(provider.asked()).isNotEmpty().allSatisfy(asked -> assertThat(asked.method())
        .isEqualTo("GET"));
  }

  @Test
  void storeThatIsRetiredIsDeletedAtTheProvider() {
    site.store().retire(LogSite.UID);

    site.tidy();

    assertThat(provider.paths()).isEmpty();
    assertThat(site.logs().ground().linked(LogSite.UID)).isEmpty();
  }

  @Test
  void folderThatWasDeletedIsFilledAgainAndAskedAbout() {
    provider.clear();

    site.check();
    site.tidy();

    assertThat(status().emptiedAt()).isEqualTo(clock.millis());
    assertColdStartAgrees();
  }

  @Test
  void lostCommitThatIsTooLongByNowIsReplacedByACheckpointOfShorterDocuments() {
    provider.save();
    site.put(BOOKMARKS, "b", ProviderNoise.of(1, 300_000));
    provider.rollBack();
    provider.bodyBytesMax(100_000);

    site.check();
    site.put(BOOKMARKS, "c", "third");

    assertThat(site.link().traits().documentBytesMax()).isEqualTo(64 * 1024);
    assertColdStartAgrees();
  }

  @Test
  void writeThatBeganEarlierDoesNotMakeDocumentsLongerAgain() {
    var earlier = site.link();
    var ground = site.logs().ground();

    ground.note(earlier.shorter());
    ground.note(earlier.in(ProviderLink.State.ACTIVE));

    assertThat(site.link().traits().documentBytesMax())
        .isEqualTo(earlier.traits().documentBytesMax() / 2);
  }

  @Test
  void folderThatLacksSomethingIsNotAskedAbout() {
    provider.remove(site.log().paths().commit(2));

    site.check();

    assertThat(status().emptiedAt()).isZero();
    assertColdStartAgrees();
  }

  @Test
  void whoDidNotMeanItKeepsEverything() {
    provider.clear();
    site.check();
    var before = site.everything();

    site.logs().links().settleEmptied(ANN, false);

    assertThat(status().emptiedAt()).isZero();
    assertThat(site.everything()).isEqualTo(before);
    assertColdStartAgrees();
  }

  @Test
  void whoMeantItHasNothingHereAnyMore() {
    provider.clear();
    site.check();

    site.logs().links().settleEmptied(ANN, true);

    assertThat(status().emptiedAt()).isZero();
    assertThat(site.ids(BOOKMARKS)).isEmpty();
    assertColdStartAgrees();
  }

  @Test
  void nobodyLosesAnythingByAnAnswerWithoutAQuestion() {
    site.logs().links().settleEmptied(ANN, true);

    assertThat(site.ids(BOOKMARKS)).containsExactly("a");
  }
}
