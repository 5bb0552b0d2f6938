// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import static firefoxsync.database.NoteDatabase.fillUpAt;
import static firefoxsync.database.NoteDatabase.ids;
import static firefoxsync.database.NoteDatabase.insert;
import static firefoxsync.database.NoteDatabase.pragma;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GroupCommitTest {
  private Path directory;
  private SqliteDatabase database;

  @BeforeEach
  void open(@TempDir Path directory) {
    this.directory = directory;
    database = NoteDatabase.open(directory);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void writesThatWaitShareOneCommit() {
    long before = database.commits();
    var held = new HeldWrite(database, transaction -> insert(transaction, 0));
    var waiting = LongStream.rangeClosed(1, 12)
        .mapToObj(id -> queue(transaction -> insert(transaction, id)))
        .toList();

    held.finish();
    waiting.forEach(CompletableFuture::join);

    assertThat(database.commits() - before).isEqualTo(1);
    assertThat(ids(database)).hasSize(13);
  }

  @Test
  void memberThatFailsHurtsNoOther() {
    var held = new HeldWrite(database, transaction -> insert(transaction, 1));
    var failing = queue(transaction -> {
      insert(transaction, 2);
      throw new IllegalArgumentException("no");
    });
    var breaking = queue(transaction -> insert(transaction, 1));
    var good = queue(transaction -> insert(transaction, 3));

    held.finish();

    assertThat(good.join()).isEqualTo(1);
    assertThatThrownBy(failing::join).hasCauseInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(breaking::join).hasCauseInstanceOf(DatabaseException.class);
    assertThat(ids(database)).containsExactly(1L, 3L);
  }

  @Test
  void memberSeesWhatEarlierMembersWrote() {
    var held = new HeldWrite(database, transaction -> insert(transaction, 1));
    var second = queue(transaction -> ids(transaction).size());

    held.letGo();

    assertThat(second.join()).isEqualTo(1);
  }

  @Test
  void nobodyIsAnsweredBeforeTheCommit() {
    var first = new HeldWrite(database, transaction -> insert(transaction, 1));
    var second = CompletableFuture.supplyAsync(
        () -> new HeldWrite(database, transaction -> insert(transaction, 2)), NewThreads.EXECUTOR);
    Soon.until(() -> database.waitingWrites() == 1);
    first.letGo();
    var last = second.join();

    // The first one's work is done; the group is not.
    assertThat(first.answer()).isNotDone();
    assertThat(ids(database)).isEmpty();

    last.finish();
    assertThat(first.answer().join()).isEqualTo(1);
    assertThat(ids(database)).containsExactly(1L, 2L);
  }

  @Test
  void groupThatAFullDiskRolledBackRunsAgainOneByOne() {
    long pages = database.write(transaction -> pragma(transaction, "page_count"));
    var runs = new AtomicInteger();
    var held = new HeldWrite(database, transaction -> {
      runs.incrementAndGet();
      fillUpAt(transaction, pages + 2);
      return insert(transaction, 1);
    });
    var large = queue(transaction -> insert(transaction, 2, "x".repeat(1_000_000)));
    var small = queue(transaction -> insert(transaction, 3));

    held.finish();

    assertThat(small.join()).isEqualTo(1);
    assertThatThrownBy(large::join)
        .hasCauseInstanceOf(DatabaseException.class)
        .hasStackTraceContaining("SQLITE_FULL");
    assertThat(runs).hasValue(2);
    assertThat(ids(database)).containsExactly(1L, 3L);
  }

  @Test
  void fullDiskThatTheWorkSwallowsKeepsNothingOfIt() {
    long pages = database.write(transaction -> pragma(transaction, "page_count"));

    assertThatThrownBy(() -> database.write(transaction -> {
          fillUpAt(transaction, pages);
          insert(transaction, 1);
          swallow(() -> insert(transaction, 2, "x".repeat(1_000_000)));
          swallow(() -> insert(transaction, 3));
          return true;
        }))
        .isInstanceOf(DatabaseException.class);

    assertThat(ids(database)).isEmpty();
  }

  @Test
  void writeGivesUpWhileAnotherProcessWrites() {
    try (var other = NoteDatabase.open(directory)) {
      var held = new HeldWrite(other, transaction -> insert(transaction, 1));

      assertThatThrownBy(() -> database.write(transaction -> insert(transaction, 2)))
          .isInstanceOf(DatabaseException.Conflict.class);

      held.finish();
      database.write(transaction -> insert(transaction, 2));
      assertThat(ids(other)).containsExactly(1L, 2L);
    }
  }

  @Test
  void fullQueueRefusesWrites() {
    var held = new HeldWrite(database, transaction -> insert(transaction, 0));
    var waiting = new ArrayList<CompletableFuture<Integer>>();
    for (long id = 1; id <= NoteDatabase.LIMITS.waitingWrites(); id++) {
      long note = id;
      waiting.add(queue(transaction -> insert(transaction, note)));
    }

    assertThatThrownBy(() -> database.write(transaction -> insert(transaction, 99)))
        .isInstanceOf(DatabaseException.Conflict.class);

    held.finish();
    waiting.forEach(CompletableFuture::join);
    assertThat(ids(database)).hasSize(1 + waiting.size()).doesNotContain(99L);
  }

  @Test
  void writeThatWaitedTooLongIsRefused(@TempDir Path elsewhere) {
    var impatient = new SqliteLimits(
        Duration.ofMillis(50), Duration.ofMillis(250), 1, 16, 64, Duration.ofSeconds(10), 1024);
    try (var small = NoteDatabase.open(elsewhere, impatient)) {
      var held = new HeldWrite(small, transaction -> insert(transaction, 1));
      var late = CompletableFuture.supplyAsync(
          () -> small.write(transaction -> insert(transaction, 2)), NewThreads.EXECUTOR);
      Soon.until(() -> small.waitingWrites() == 1);
      long queued = System.nanoTime();
      Soon.until(() -> System.nanoTime() - queued > impatient.waitTimeout().toNanos());
      held.finish();

      assertThatThrownBy(late::join).hasCauseInstanceOf(DatabaseException.Conflict.class);
      assertThat(ids(small)).containsExactly(1L);
    }
  }

  @Test
  void closeFinishesTheWritesThatWereAccepted() {
    var held = new HeldWrite(database, transaction -> insert(transaction, 1));
    var waiting = List.of(
        queue(transaction -> insert(transaction, 2)), queue(transaction -> insert(transaction, 3)));
    var closing = CompletableFuture.runAsync(database::close, NewThreads.EXECUTOR);
    Soon.until(database::isClosing);
    held.finish();

    waiting.forEach(CompletableFuture::join);
    closing.join();

    try (var again = NoteDatabase.open(directory)) {
      assertThat(ids(again)).containsExactly(1L, 2L, 3L);
    }
  }

  @Test
  void writeInsideAWriteIsRefused() {
    assertThatThrownBy(() -> database.write(outer -> database.write(inner -> insert(inner, 1))))
        .isInstanceOf(IllegalStateException.class);
  }

  private static void swallow(Runnable work) {
    try {
      work.run();
    } catch (DatabaseException e) {
      // As a careless caller would.
    }
  }

  /** Starts a write and returns once it is in the queue. */
  private CompletableFuture<Integer> queue(Function<Transaction, Integer> work) {
    int before = database.waitingWrites();
    var write = CompletableFuture.supplyAsync(() -> database.write(work), NewThreads.EXECUTOR);
    Soon.until(() -> database.waitingWrites() > before);
    return write;
  }
}
