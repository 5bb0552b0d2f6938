// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import static firefoxsync.remotelog.LogSite.BOOKMARKS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firefoxsync.TestClock;
import firefoxsync.database.SqliteDatabase;
import firefoxsync.sync.StoreRefusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk is put back as it was days ago, and the commits that lead from there to now are gone: their
 * numbers look free.
 */
@Timeout(60)
final class EarlierDatabaseTest {
  private final TestClock clock = new TestClock();
  private Path file;
  private Path earlier;
  private FaultyProvider provider;
  private LogSite site;

  @BeforeEach
  void start(@TempDir Path directory) throws IOException {
    file = directory.resolve("now.db");
    earlier = directory.resolve("earlier.db");
    provider = new FaultyProvider();
    site = new LogSite(SqliteDatabase.open(file), clock);
    site.link(provider);
    site.put(BOOKMARKS, "a", "first");
    site.close();
    Files.copy(file, earlier);
    site = new LogSite(SqliteDatabase.open(file), clock);
  }

  @AfterEach
  void stop() {
    site.close();
    provider.close();
  }

  private void goOnForDays() {
    for (int i = 0; i < LogSite.LIMITS.checkpointCommits() * 3; i++) {
      site.put(BOOKMARKS, "later" + i % 3, "x" + i);
    }
    site.tidy();
  }

  private void putBack() {
    site.close();
    site = new LogSite(SqliteDatabase.open(earlier), clock);
  }

  private void assertColdStartAgrees(Path directory) {
    assertThat(site.rebuilt(provider, SqliteDatabase.open(directory.resolve("cold.db"))))
        .isEqualTo(site.everything());
  }

  @Test
  void whatWasWrittenSinceComesBackWithTheNextWrite(@TempDir Path cold) {
    goOnForDays();
    putBack();
    assertThat(site.ids(BOOKMARKS)).containsExactly("a");

    site.put(BOOKMARKS, "b", "second");

    assertThat(site.ids(BOOKMARKS)).containsExactly("a", "b", "later0", "later1", "later2");
    assertColdStartAgrees(cold);
  }

  @Test
  void logThatAnotherServerHasTakenOverMeanwhileStaysWithIt(@TempDir Path cold) {
    site.logs().links().takeOver(LogSite.ANN);
    goOnForDays();
    putBack();

    assertThatThrownBy(() -> site.put(BOOKMARKS, "b", "second")).isInstanceOf(StoreRefusal.class);

    assertThat(site.ids(BOOKMARKS)).containsExactly("a", "later0", "later1", "later2");
    assertColdStartAgrees(cold);
  }

  @Test
  void whoeverTakesItOverThenGoesOnFromThere(@TempDir Path cold) {
    site.logs().links().takeOver(LogSite.ANN);
    goOnForDays();
    putBack();

    site.logs().links().takeOver(LogSite.ANN);
    site.put(BOOKMARKS, "b", "second");

    assertThat(site.ids(BOOKMARKS)).containsExactly("a", "b", "later0", "later1", "later2");
    assertColdStartAgrees(cold);
  }
}
