// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import static firefoxsync.remotelog.LogSite.BOOKMARKS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import firefoxsync.TestClock;
import firefoxsync.database.TestDatabases;
import firefoxsync.remotelog.FaultyProvider.Fault;
import firefoxsync.sync.BsoUpdate;
import firefoxsync.sync.ChangeSet;
import firefoxsync.sync.StoreRefusal;
import firefoxsync.sync.UserBsos;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A database that was put back writes a log that had gone on: its next commit finds its place taken
 * by one of its own earlier life, and what it wanted is judged again.
 */
@Timeout(60)
final class LostCommitTest {
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
  }

  @AfterEach
  void stop() {
    site.close();
    provider.close();
  }

  /** Puts there what this database has written and knows nothing of any more. */
  private void writtenByAnEarlierLife() {
    var log = site.log();
    long time = site.store().read(LogSite.UID, UserBsos::nextTimestamp).millis();
    var text = new ByteArrayOutputStream();
    text.writeBytes(new CommitHead(
            CommitHead.Type.COMMIT, log.number() + 1, log.digest(), log.writer(), null, null)
        .line());
    text.writeBytes(
        """

        {"set":%d}
        {"put":"bookmarks","id":"earlier","payload":"life"}
        """
            .formatted(time)
            .getBytes(UTF_8));
    provider.put(
        log.paths().commit(log.number() + 1),
        new DocumentCodec(null).encode(text.toByteArray()).bytes());
  }

  private void assertColdStartAgrees() {
    assertThat(site.rebuilt(provider, TestDatabases.open(otherDirectory)))
        .isEqualTo(site.everything());
  }

  @Test
  void writeThatIsStillWantedGetsAnotherNumberAndTime() {
    writtenByAnEarlierLife();

    var written = site.put(BOOKMARKS, "b", "second");

    assertThat(site.ids(BOOKMARKS)).containsExactly("a", "b", "earlier");
    assertThat(site.store().read(LogSite.UID, UserBsos::timestamps))
        .containsEntry(BOOKMARKS, written.timestamp());
    assertColdStartAgrees();
  }

  @Test
  void writeWhosePreconditionFailsByThenIsRefused() {
    var known = site.store().read(LogSite.UID, UserBsos::timestamps);
    writtenByAnEarlierLife();

    assertThatThrownBy(() -> site.write(data -> {
          if (!data.timestamps().equals(known)) {
            throw new IllegalArgumentException("modified since");
          }
          var update = new BsoUpdate("b", "second", null, null);
          return new ChangeSet(
              data.nextTimestamp(), List.of(new ChangeSet.Put(BOOKMARKS, List.of(update))), null);
        }))
        .hasMessage("modified since");

    assertThat(site.ids(BOOKMARKS)).containsExactly("a", "earlier");
    assertColdStartAgrees();
  }

  @Test
  void writeThatNobodyWaitsForIsNotMadeUpFor() {
    provider.always(Fault.DROPPED_REQUEST);
    assertThat(catchThrowableOfType(StoreRefusal.class, () -> site.put(BOOKMARKS, "b", "lost")))
        .isNotNull();
    provider.always(null);
    writtenByAnEarlierLife();
    clock.advance(Duration.ofMinutes(2));

    site.put(BOOKMARKS, "c", "third");

    assertThat(site.ids(BOOKMARKS)).containsExactly("a", "c", "earlier");
    assertColdStartAgrees();
  }
}
