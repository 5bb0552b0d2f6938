// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firefoxsync.LogLines;
import firefoxsync.config.PostgresqlSettings;
import firefoxsync.database.LossyProxy.Loss;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Connections that are lost at any moment of a write: it is done once, or nobody is told that it is. */
final class PostgresqlLossTest {
  private static final PostgresqlLimits LIMITS =
      limits(Duration.ofSeconds(20), Duration.ofSeconds(15));

  /** With these, whoever waits gives up before the server does. */
  private static final PostgresqlLimits END_STAYS_UNKNOWN =
      limits(Duration.ofMillis(200), Duration.ofMinutes(1));

  /** With these, the server gives up before whoever waits. */
  private static final PostgresqlLimits END_IS_FOUND =
      limits(Duration.ofSeconds(20), Duration.ofMillis(500));

  /** With these, nothing is tried again. */
  private static final PostgresqlLimits IMPATIENT = new PostgresqlLimits(
      2,
      2,
      2,
      1,
      Duration.ofSeconds(1),
      Duration.ofSeconds(1),
      Duration.ofSeconds(1),
      Duration.ofSeconds(5),
      Duration.ZERO);

  private final PostgresqlSettings settings = PostgresqlCluster.shared().newDatabase();
  private final BlockingQueue<Loss> losses = new LinkedBlockingQueue<>();
  private final AtomicInteger runs = new AtomicInteger();
  private LossyProxy proxy;
  private PostgresqlDatabase database;

  @BeforeEach
  void open() throws IOException {
    proxy = new LossyProxy(PostgresqlCluster.shared().port(), this::next);
    database = PostgresqlDatabase.openEmpty(proxy.through(settings), LIMITS, Clock.systemUTC());
    database.write(
        WriteMark.none(),
        transaction ->
            transaction.update("CREATE TABLE counter (id BIGINT PRIMARY KEY, n BIGINT)"));
    database.write(
        transaction -> transaction.update("INSERT INTO counter (id, n) VALUES (?, ?)", 1L, 0L));
  }

  @AfterEach
  void close() throws IOException {
    database.close();
    proxy.close();
    PostgresqlCluster.shared().drop(settings);
  }

  @ParameterizedTest
  @EnumSource(value = Loss.class, names = "COMMIT_ARRIVES_LATE", mode = EnumSource.Mode.EXCLUDE)
  void writeWhoseConnectionIsLostIsDoneOnce(Loss loss) {
    losses.add(loss);

    assertThat(database.write(this::increment)).isEqualTo(1);

    assertThat(losses).isEmpty();
    assertThat(count()).isEqualTo(1);
    // Before the COMMIT it is the mark that is lost, so the work has not begun.
    assertThat(runs).hasValue(loss == Loss.COMMIT_NEVER_ARRIVES ? 2 : 1);
  }

  @ParameterizedTest
  @EnumSource(value = Loss.class, names = "COMMIT_ARRIVES_LATE", mode = EnumSource.Mode.EXCLUDE)
  void writeThatLosesOneConnectionAfterTheOtherIsDoneOnce(Loss loss) {
    losses.add(loss);
    losses.add(Loss.COMMIT_NEVER_ARRIVES);
    losses.add(loss);

    database.write(this::increment);
    database.write(this::increment);
    database.write(this::increment);

    assertThat(count()).isEqualTo(3);
  }

  @Test
  void writeWaitsForItsOwnCommitThatArrivesLate() {
    losses.add(Loss.COMMIT_ARRIVES_LATE);
    var write =
        CompletableFuture.supplyAsync(() -> database.write(this::increment), NewThreads.EXECUTOR);
    awaitSomebodyWaitingForALock();

    proxy.deliver();

    assertThat(write.join()).isEqualTo(1);
    assertThat(count()).isEqualTo(1);
    assertThat(runs).hasValue(1);
  }

  @Test
  void commitWhoseEndNobodyCanFindOutIsAConflictAfterOneRun() {
    reopen(END_STAYS_UNKNOWN);
    losses.add(Loss.COMMIT_ARRIVES_LATE);

    assertThatThrownBy(() -> database.write(this::increment))
        .isInstanceOf(DatabaseException.Conflict.class);

    assertThat(runs).hasValue(1);
    assertThat(count()).isZero();
    // The caller was told that nobody knows, and this is why.
    proxy.deliver();
    Awaitility.await().until(() -> count() == 1);
  }

  @Test
  void commitThatTheServerNoLongerWaitsForIsDoneByTheNextRunAndNotAgainWhenItArrives() {
    reopen(END_IS_FOUND);
    losses.add(Loss.COMMIT_ARRIVES_LATE);

    assertThat(database.write(this::increment)).isEqualTo(1);
    proxy.deliver();

    assertThat(database.write(this::increment)).isEqualTo(2);
    assertThat(count()).isEqualTo(2);
  }

  @Test
  void serversWaitingEndsBeforeOurs() {
    assertThat(PostgresqlLimits.DEFAULT.idleTime()).isLessThan(PostgresqlLimits.DEFAULT.lockTime());
  }

  private void reopen(PostgresqlLimits limits) {
    database.close();
    database = PostgresqlDatabase.openEmpty(proxy.through(settings), limits, Clock.systemUTC());
  }

  private static PostgresqlLimits limits(Duration lockTime, Duration idleTime) {
    return new PostgresqlLimits(
        2,
        2,
        2,
        1,
        Duration.ofSeconds(2),
        lockTime,
        idleTime,
        Duration.ofSeconds(20),
        Duration.ofSeconds(5));
  }

  @Test
  void serverThatStaysAwayIsUnavailableAndToldOnceForReadsAndWrites() throws IOException {
    reopen(IMPATIENT);
    proxy.close();

    try (var log = new LogLines(Incident.class.getName())) {
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> database.write(this::increment))
            .isInstanceOf(DatabaseException.Unavailable.class);
        assertThatThrownBy(this::count).isInstanceOf(DatabaseException.Unavailable.class);
      }

      var place = proxy.through(settings).place();
      assertThat(log.take())
          .satisfiesExactly(
              line -> assertThat(line).startsWith("cannot write to the database " + place + ": "),
              line -> assertThat(line).startsWith("cannot read from the database " + place + ": "))
          .allMatch(line -> line.contains(" refused"));
    }
  }

  @Test
  void connectionsThatTheServerEndedAreReplaced() throws SQLException {
    database.write(this::increment);
    try (var connection = PostgresqlCluster.shared().connect("postgres");
        var statement = connection.prepareStatement(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ?")) {
      statement.setString(1, settings.database());
      statement.execute();
    }

    assertThat(database.write(this::increment)).isEqualTo(2);
    assertThat(count()).isEqualTo(2);
  }

  @Test
  void marksGoOnceTheyAreOld() {
    database.write(this::increment);

    assertThat(database.tidy()).isFalse();
    assertThat(marks()).isEqualTo(2);
    var clock = Clock.offset(Clock.systemUTC(), Duration.ofHours(2));
    try (var later = PostgresqlDatabase.openEmpty(settings, LIMITS, clock)) {
      assertThat(later.tidy()).isFalse();
    }
    assertThat(marks()).isZero();
  }

  private @Nullable Loss next(boolean isCommit) {
    var head = losses.peek();
    return head != null && isCommit == (head != Loss.BEFORE_COMMIT) ? losses.poll() : null;
  }

  private long increment(Transaction transaction) {
    runs.incrementAndGet();
    transaction.update("UPDATE counter SET n = n + 1 WHERE id = ?", 1L);
    return transaction
        .first("SELECT n FROM counter WHERE id = ?", row -> row.number("n"), 1L)
        .orElseThrow();
  }

  private long count() {
    return number("SELECT n FROM counter");
  }

  private long marks() {
    return number("SELECT COUNT(*) AS n FROM write_mark");
  }

  private long number(String sql) {
    return database.read(
        transaction -> transaction.first(sql, row -> row.number("n")).orElseThrow());
  }

  private void awaitSomebodyWaitingForALock() {
    Awaitility.await().until(() -> {
      try (var connection = PostgresqlCluster.shared().connect(settings.database());
          var statement = connection.createStatement();
          var results = statement.executeQuery("SELECT 1 FROM pg_locks WHERE NOT granted")) {
        return results.next();
      }
    });
  }
}
