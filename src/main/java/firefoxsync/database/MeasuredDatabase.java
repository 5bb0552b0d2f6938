// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import firefoxsync.metrics.Histogram;
import firefoxsync.metrics.Measured;
import firefoxsync.metrics.MetricsText;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.Supplier;

/** Counts what a database does, and how long it takes. Safe for concurrent use. */
public final class MeasuredDatabase implements Database, Measured {
  private final Database database;
  private final Work reads = new Work();
  private final Work writes = new Work();

  /** What was asked of one kind. */
  private record Work(Histogram time, LongAdder running, LongAdder conflicts, LongAdder failures) {
    Work() {
      this(new Histogram(), new LongAdder(), new LongAdder(), new LongAdder());
    }

    <T> T run(Supplier<T> work) {
      long begun = System.nanoTime();
      running.increment();
      try {
        return work.get();
      } catch (DatabaseException.Conflict e) {
        conflicts.increment();
        throw e;
      } catch (DatabaseException e) {
        failures.increment();
        throw e;
      } finally {
        running.decrement();
        time.add(Duration.ofNanos(System.nanoTime() - begun));
      }
    }
  }

  /** Passes everything on to the database. */
  public MeasuredDatabase(Database database) {
    this.database = database;
  }

  @Override
  public <T> T read(Function<Transaction, T> work) {
    return reads.run(() -> database.read(work));
  }

  @Override
  public <T> T write(Function<Transaction, T> work) {
    return writes.run(() -> database.write(work));
  }

  @Override
  public <T> T write(WriteMark mark, Function<Transaction, T> work) {
    return writes.run(() -> database.write(mark, work));
  }

  @Override
  public Dialect dialect() {
    return database.dialect();
  }

  @Override
  public void checkProgress(Duration limit) {
    database.checkProgress(limit);
  }

  @Override
  public boolean tidy() {
    return database.tidy();
  }

  @Override
  public void tell(MetricsText text) {
    text.histogram("database_seconds", "How long reads and writes took, with their waiting.")
        .value("kind", "read", reads.time())
        .value("kind", "write", writes.time());
    text.gauge("database_running", "Reads and writes that run, or wait for their turn.")
        .value("kind", "read", reads.running().sum())
        .value("kind", "write", writes.running().sum());
    text.counter("database_conflicts_total", "Reads and writes given up as it was too busy.")
        .value("kind", "read", reads.conflicts().sum())
        .value("kind", "write", writes.conflicts().sum());
    text.counter("database_failures_total", "Reads and writes that failed.")
        .value("kind", "read", reads.failures().sum())
        .value("kind", "write", writes.failures().sum());
  }

  @Override
  public void close() {
    database.close();
  }
}
