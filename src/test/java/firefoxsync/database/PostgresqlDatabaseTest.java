// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firefoxsync.config.PostgresqlSettings;
import firefoxsync.config.SecretLines;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Transactions on PostgreSQL that others are in the way of. */
final class PostgresqlDatabaseTest {
  private final PostgresqlSettings settings = PostgresqlCluster.shared().newDatabase();
  private PostgresqlDatabase database;

  @BeforeEach
  void open() {
    database = PostgresqlDatabase.openEmpty(settings, PostgresqlLimits.DEFAULT, Clock.systemUTC());
    database.write(
        WriteMark.none(),
        transaction -> transaction.update(
            "CREATE TABLE note (id BIGINT PRIMARY KEY, n BIGINT NOT NULL, raw BYTEA, body TEXT)"));
    for (long id = 1; id <= 2; id++) {
      insert(id);
    }
  }

  @AfterEach
  void close() {
    database.close();
    PostgresqlCluster.shared().drop(settings);
  }

  @Test
  void serializationFailureRunsTheWorkAgain() {
    var runs = new AtomicInteger();
    var bothHaveRead = new CyclicBarrier(2);
    // Each reads what the other changes: only one of two such runs can be as if it were alone.
    var writes = IntStream.of(1, 2)
        .mapToObj(id -> CompletableFuture.supplyAsync(
            () -> database.write(transaction -> {
              long sum = number(transaction, "SELECT SUM(n) AS n FROM note");
              if (runs.incrementAndGet() <= 2) {
                await(bothHaveRead);
              }
              return transaction.update("UPDATE note SET n = ? WHERE id = ?", sum + 1, (long) id);
            }),
            NewThreads.EXECUTOR))
        .toList();
    writes.forEach(CompletableFuture::join);

    assertThat(runs.get()).isGreaterThan(2);
    assertThat(database.<List<Long>>read(transaction ->
            transaction.query("SELECT n FROM note ORDER BY n", row -> row.number("n"))))
        .containsExactly(1L, 2L);
  }

  @Test
  void deadlockIsSurvivedByBoth() {
    var runs = new AtomicInteger();
    var bothHoldOne = new CyclicBarrier(2);
    var writes = IntStream.of(1, 2)
        .mapToObj(first -> CompletableFuture.supplyAsync(
            () -> database.write(WriteMark.none(), transaction -> {
              increment(transaction, first);
              if (runs.incrementAndGet() <= 2) {
                await(bothHoldOne);
              }
              return increment(transaction, 3 - first);
            }),
            NewThreads.EXECUTOR))
        .toList();
    writes.forEach(CompletableFuture::join);

    assertThat(runs).hasValue(3);
    assertThat(database.<Long>read(t -> number(t, "SELECT SUM(n) AS n FROM note")))
        .isEqualTo(4);
  }

  @Test
  void checkThenInsertAtTheSameTimeMakesOneRow() {
    for (long id = 10; id < 20; id++) {
      long wanted = id;
      var made = IntStream.range(0, 4)
          .mapToObj(i -> CompletableFuture.supplyAsync(
              () -> database.write(transaction -> makeUnlessThere(transaction, wanted)),
              NewThreads.EXECUTOR))
          .toList();

      assertThat(made.stream().filter(CompletableFuture::join)).hasSize(1);
    }
  }

  private static boolean makeUnlessThere(Transaction transaction, long id) {
    boolean isThere = transaction
        .first("SELECT id FROM note WHERE id = ?", row -> row.number("id"), id)
        .isPresent();
    if (!isThere) {
      transaction.update("INSERT INTO note (id, n) VALUES (?, 0)", id);
    }
    return !isThere;
  }

  @Test
  void mistakeOfOursIsNoConflictAndEndsSoon() {
    var runs = new AtomicInteger();

    assertThatThrownBy(() -> database.write(transaction -> {
          runs.incrementAndGet();
          return transaction.update("INSERT INTO note (id, n) VALUES (1, 0)");
        }))
        .isInstanceOf(DatabaseException.class)
        .isNotInstanceOf(DatabaseException.Conflict.class);
    assertThat(runs.get()).isLessThan(10);
  }

  @Test
  void readSeesOneSnapshot() {
    database.read(transaction -> {
      long before = number(transaction, "SELECT COUNT(*) AS n FROM note");
      insert(3);
      assertThat(number(transaction, "SELECT COUNT(*) AS n FROM note")).isEqualTo(before);
      return true;
    });
  }

  @Test
  void readCannotWrite() {
    assertThatThrownBy(() -> database.read(transaction -> increment(transaction, 1)))
        .isInstanceOf(DatabaseException.class);
  }

  @Test
  void workThatThrowsLeavesNothing() {
    assertThatThrownBy(() -> database.write(transaction -> {
          increment(transaction, 1);
          throw new IllegalStateException("no");
        }))
        .hasMessage("no");

    assertThat(database.<Long>read(t -> number(t, "SELECT SUM(n) AS n FROM note")))
        .isZero();
  }

  @Test
  void writeInsideAWriteIsRefused() {
    assertThatThrownBy(() -> database.write(outer -> database.write(inner -> true)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void nullsOfEveryTypeComeBack() {
    List<@Nullable Object[]> rows = new ArrayList<>();
    rows.add(new @Nullable Object[] {11L, 1L, new byte[] {0, -1}, "née 🦊"});
    rows.add(new @Nullable Object[] {12L, 1L, null, null});
    rows.add(new @Nullable Object[] {13L, 1, new byte[] {1}, null});
    database.write(transaction -> {
      transaction.batch("INSERT INTO note (id, n, raw, body) VALUES (?, ?, ?, ?)", rows);
      return true;
    });

    List<String> seen = database.read(transaction -> transaction.query(
        "SELECT raw, body FROM note WHERE id > 10 ORDER BY id",
        row -> row.optionalBytes("raw").map(bytes -> bytes.length).orElse(-1)
            + row.optionalText("body").orElse("-")));
    assertThat(seen).containsExactly("2née 🦊", "-1-", "1-");
  }

  @Test
  void longResultIsReadInParts() {
    database.write(
        transaction -> transaction.update(
            """
        INSERT INTO note (id, n, body)
        SELECT g, 0, repeat('x', 100000) FROM generate_series(1000, 6000) AS g"""));
    var count = new AtomicInteger();

    // Half a gigabyte: more than the tests' heap would hold twice.
    database.read(transaction -> {
      transaction.each("SELECT body FROM note WHERE id >= 1000", row -> {
        row.text("body");
        count.incrementAndGet();
      });
      return true;
    });

    assertThat(count).hasValue(5001);
  }

  @Test
  void daemonsThatStartAtOnceOnAnEmptyDatabaseAllComeUp() {
    var empty = PostgresqlCluster.shared().newEmptyDatabase();
    var opened = IntStream.range(0, 4)
        .mapToObj(i -> CompletableFuture.supplyAsync(
            () -> PostgresqlDatabase.open(empty, Clock.systemUTC()), NewThreads.EXECUTOR))
        .toList();
    var secrets = opened.stream()
        .map(CompletableFuture::join)
        .map(one -> InstanceSecret.loadOrKeep(one, new byte[32]))
        .toList();

    assertThat(secrets).hasSize(4);
    opened.forEach(one -> one.join().close());
    PostgresqlCluster.shared().drop(empty);
  }

  @Test
  void serverOutOfReachIsToldInWords() {
    var nowhere = new PostgresqlSettings("127.0.0.1:1", "sync", "somebody", Map.of(), null);

    assertThatThrownBy(() -> PostgresqlDatabase.open(nowhere, Clock.systemUTC()))
        .isInstanceOf(DatabaseException.class)
        .hasMessageStartingWith("cannot use the database somebody@127.0.0.1:1/sync: ")
        .hasMessageContaining("refused");
  }

  @Test
  void wrongPasswordIsToldInWordsWithoutIt() {
    var wrong = new PostgresqlSettings(
        settings.servers(),
        settings.database(),
        settings.user(),
        Map.of(),
        new SecretLines(List.of("a wrong secret")));

    assertThatThrownBy(() -> PostgresqlDatabase.open(wrong, Clock.systemUTC()))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("password authentication failed")
        .hasMessageNotContaining("a wrong secret");
  }

  @Test
  void closeWaitsForWritesThatWereAccepted() throws Exception {
    var other = PostgresqlDatabase.openEmpty(settings, PostgresqlLimits.DEFAULT, Clock.systemUTC());
    var hasBegun = new CyclicBarrier(2);
    var isFree = new CompletableFuture<Boolean>();
    var write = CompletableFuture.supplyAsync(
        () -> other.write(transaction -> {
          increment(transaction, 1);
          await(hasBegun);
          return isFree.join();
        }),
        NewThreads.EXECUTOR);
    hasBegun.await();
    var closing = CompletableFuture.runAsync(other::close, NewThreads.EXECUTOR);
    assertThat(closing).isNotDone();
    isFree.complete(true);

    assertThat(write.join()).isTrue();
    closing.join();
    assertThatThrownBy(() -> other.write(transaction -> true)).hasMessage("the database is closed");
  }

  @Test
  void writeThatOutstaysItsTimeIsNoProgress() {
    database.checkProgress(Duration.ZERO);
    var impatient = new PostgresqlLimits(
        1,
        1,
        1,
        0,
        Duration.ofSeconds(5),
        Duration.ZERO,
        Duration.ZERO,
        Duration.ZERO,
        Duration.ofSeconds(-5));
    try (var other = PostgresqlDatabase.openEmpty(settings, impatient, Clock.systemUTC())) {
      other.write(transaction -> {
        assertThatThrownBy(() -> other.checkProgress(Duration.ZERO))
            .hasMessageContaining("a write has been under way");
        return true;
      });
    }
  }

  private void insert(long id) {
    database.write(transaction -> transaction.update("INSERT INTO note (id, n) VALUES (?, 0)", id));
  }

  private static int increment(Transaction transaction, long id) {
    return transaction.update("UPDATE note SET n = n + 1 WHERE id = ?", id);
  }

  private static long number(Transaction transaction, String sql) {
    return transaction.first(sql, row -> row.number("n")).orElseThrow();
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
