// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import firefoxsync.config.PostgresqlSettings;
import firefoxsync.database.PostgresqlServer.Purpose;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * A database on a PostgreSQL server, which others may use at the same time. Serialization failures,
 * deadlocks and lost connections are survived by running the work again, for a while.
 */
public final class PostgresqlDatabase implements Database {
  private final PostgresqlPool readers;
  private final PostgresqlPool userWriters;
  private final PostgresqlPool writers;
  private final WriteMarks marks;
  private final Patience patience;
  private final Duration writeTimeMax;
  private final OpenWrites open = new OpenWrites();
  private final Incident reading;
  private final Incident writing;

  private PostgresqlDatabase(PostgresqlServer server, Clock clock) {
    var limits = server.limits();
    readers = new PostgresqlPool(server, Purpose.READ, limits.readers());
    userWriters = new PostgresqlPool(server, Purpose.WRITE_OF_USER, limits.userWriters());
    writers = new PostgresqlPool(server, Purpose.WRITE, limits.writers());
    marks = new WriteMarks(clock);
    patience = new Patience(limits.retryTime());
    writeTimeMax = limits.writeTimeMax();
    reading = new Incident("read from the database " + server.place());
    writing = new Incident("write to the database " + server.place());
  }

  /** Connects to the server and brings its tables up to date. */
  public static PostgresqlDatabase open(PostgresqlSettings settings, Clock clock) {
    try (var migrating = openEmpty(settings, PostgresqlLimits.PATIENT, clock)) {
      Migrations.all().apply(migrating);
    }
    return openEmpty(settings, PostgresqlLimits.DEFAULT, clock);
  }

  /** Connects to the server with the tables that it has. */
  static PostgresqlDatabase openEmpty(
      PostgresqlSettings settings, PostgresqlLimits limits, Clock clock) {
    var server = new PostgresqlServer(settings, limits);
    server.check();
    return new PostgresqlDatabase(server, clock);
  }

  @Override
  public <T> T read(Function<Transaction, T> work) {
    var isUnderWay = new AtomicBoolean();
    // Once the work has seen a row, only its caller knows whether it may begin again.
    return reading.watch(() -> patience.tryAgain(
        () -> readOnce(work, () -> isUnderWay.set(true)),
        e -> !isUnderWay.get() && SqlFailure.mayPass(e)));
  }

  private <T> T readOnce(Function<Transaction, T> work, Runnable onAnswer) {
    try (var connection = readers.take()) {
      return SqlTransaction.run(new StatementCache(connection), Dialect.POSTGRESQL, onAnswer, work);
    } catch (SQLException e) {
      throw SqlFailure.of("reading", e);
    }
  }

  @Override
  public <T> T write(Function<Transaction, T> work) {
    return write(writers, marks.next(), work);
  }

  @Override
  public <T> T write(WriteMark mark, Function<Transaction, T> work) {
    return write(userWriters, mark, work);
  }

  private <T> T write(PostgresqlPool pool, WriteMark mark, Function<Transaction, T> work) {
    open.begin();
    try {
      var write = new PostgresqlWrite<>(pool, mark, work);
      return writing.watch(() -> patience.tryAgain(write::run, write::mayPass));
    } finally {
      open.end();
    }
  }

  @Override
  public Dialect dialect() {
    return Dialect.POSTGRESQL;
  }

  @Override
  public boolean tidy() {
    return write(WriteMark.none(), marks::purge);
  }

  @Override
  public void checkProgress(Duration limit) {
    // A server that is slow or away is not mended by starting this daemon anew. A write that takes
    // longer than its own time limits allow is stuck.
    var longest = open.longest();
    if (longest.compareTo(writeTimeMax.plus(limit)) > 0) {
      throw new DatabaseException("a write has been under way for " + longest.toSeconds() + " s");
    }
  }

  @Override
  public void close() {
    open.close();
    writers.close();
    userWriters.close();
    readers.close();
  }
}
