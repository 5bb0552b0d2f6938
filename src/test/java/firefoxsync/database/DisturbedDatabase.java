// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/** A database that works, but for what a test has happen whenever it is about to be used. */
public final class DisturbedDatabase implements Database {
  /** What is about to be done. */
  public enum Use {
    READ,
    WRITE
  }

  /** The process is no more. */
  public static final class End extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private final Database database;
  private volatile Consumer<Use> disturbance = use -> {};

  /** Takes a database that nothing happens to yet. */
  public DisturbedDatabase(Database database) {
    this.database = database;
  }

  /** Returns one to which this happens before each use. */
  public static DisturbedDatabase by(Consumer<Use> disturbance, Database database) {
    var disturbed = new DisturbedDatabase(database);
    disturbed.disturbance = disturbance;
    return disturbed;
  }

  /** Returns one whose process ends, as far as one can see, after so many writes. */
  public static DisturbedDatabase endingAfter(int writes, Database database) {
    var left = new AtomicInteger(writes);
    return by(
        use -> {
          if (use == Use.WRITE && left.getAndDecrement() == 0) {
            throw new End();
          }
        },
        database);
  }

  /** Fails every read and write like that, while the work runs. */
  public void during(DatabaseException how, Runnable work) {
    during(how, EnumSet.allOf(Use.class), work);
  }

  /** Fails every write as on a full disk, while the work runs. */
  public void whileFull(Runnable work) {
    var how = new DatabaseException.Unavailable("writing", new IOException("no room"));
    during(how, EnumSet.of(Use.WRITE), work);
  }

  private void during(DatabaseException how, Set<Use> uses, Runnable work) {
    disturbance = use -> {
      if (uses.contains(use)) {
        throw how;
      }
    };
    try {
      work.run();
    } finally {
      disturbance = use -> {};
    }
  }

  @Override
  public <T> T read(Function<Transaction, T> work) {
    disturbance.accept(Use.READ);
    return database.read(work);
  }

  @Override
  public <T> T write(Function<Transaction, T> work) {
    disturbance.accept(Use.WRITE);
    return database.write(work);
  }

  @Override
  public <T> T write(WriteMark mark, Function<Transaction, T> work) {
    disturbance.accept(Use.WRITE);
    return database.write(mark, work);
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
