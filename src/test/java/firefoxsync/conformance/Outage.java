// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import firefoxsync.database.Database;
import firefoxsync.database.DatabaseException;
import firefoxsync.database.Dialect;
import firefoxsync.database.Transaction;
import firefoxsync.database.WriteMark;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A database that works, until a test says how it shall fail. */
final class Outage implements Database {
  private final Database database;
  private final AtomicReference<@Nullable DatabaseException> failure = new AtomicReference<>();

  Outage(Database database) {
    this.database = database;
  }

  /** Fails every read and write like that, while the work runs. */
  void during(DatabaseException how, Runnable work) {
    failure.set(how);
    try {
      work.run();
    } finally {
      failure.set(null);
    }
  }

  @Override
  public <T> T read(Function<Transaction, T> work) {
    fail();
    return database.read(work);
  }

  @Override
  public <T> T write(Function<Transaction, T> work) {
    fail();
    return database.write(work);
  }

  @Override
  public <T> T write(WriteMark mark, Function<Transaction, T> work) {
    fail();
    return database.write(mark, work);
  }

  private void fail() {
    var how = failure.get();
    if (how != null) {
      throw how;
    }
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
  public void close() {
    database.close();
  }
}
