// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;

/** The embedded engine: one file, one writer, many readers. */
public final class SqliteDatabase implements Database {
  private final SqliteWriter writer;
  private final SqliteReaders readers;

  private SqliteDatabase(SqliteWriter writer, SqliteReaders readers) {
    this.writer = writer;
    this.readers = readers;
  }

  /** Opens the file, making it when there is none, and brings its tables up to date. */
  public static SqliteDatabase open(Path file) {
    return open(file, SqliteLimits.DEFAULT);
  }

  /** As {@link #open(Path)}, with limits other than the usual ones. */
  public static SqliteDatabase open(Path file, SqliteLimits limits) {
    var database = openEmpty(file, limits);
    try {
      new SqliteUpgrade(file.toAbsolutePath(), Migrations.all()).run(database);
      return database;
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /** Opens the file with the tables it has. */
  static SqliteDatabase openEmpty(Path file, SqliteLimits limits) {
    var sqlite = new SqliteFile(file.toAbsolutePath(), limits);
    var writer = new SqliteWriter(sqlite, sqlite.openWriter(), limits);
    writer.start();
    try {
      return new SqliteDatabase(writer, new SqliteReaders(sqlite, limits));
    } catch (RuntimeException e) {
      writer.close();
      throw e;
    }
  }

  @Override
  public <T> T read(Function<Transaction, T> work) {
    return readers.read(work);
  }

  @Override
  public <T> T write(Function<Transaction, T> work) {
    return writer.write(work);
  }

  @Override
  public <T> T write(WriteMark mark, Function<Transaction, T> work) {
    return write(transaction -> {
      mark.isKept(transaction, false);
      return work.apply(transaction);
    });
  }

  @Override
  public boolean tidy() {
    // The writer gives free pages back by itself.
    return false;
  }

  @Override
  public Dialect dialect() {
    return Dialect.SQLITE;
  }

  @Override
  public void checkProgress(Duration limit) {
    read(transaction -> transaction.first("SELECT version FROM schema_version", row -> true));
    var busyFor = writer.busyFor();
    if (busyFor.compareTo(limit) > 0) {
      throw new DatabaseException("a write has been under way for " + busyFor.toSeconds() + " s");
    }
  }

  /** Returns how many transactions were committed, so that tests see writes share them. */
  long commits() {
    return writer.commits();
  }

  /** Returns how many writes wait for their turn. */
  int waitingWrites() {
    return writer.waiting();
  }

  /** Tells whether further writes are refused. */
  boolean isClosing() {
    return writer.isClosing();
  }

  @Override
  public void close() {
    readers.close();
    writer.close();
  }
}
