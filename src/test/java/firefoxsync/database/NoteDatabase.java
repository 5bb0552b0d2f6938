// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A database with one table of numbered notes, for tests of the engine. */
final class NoteDatabase {
  /** Limits that a test meets soon. */
  static final SqliteLimits LIMITS = new SqliteLimits(
      Duration.ofMillis(50), Duration.ofSeconds(10), 2, 16, 64, Duration.ofSeconds(10), 1024);

  private NoteDatabase() {}

  static SqliteDatabase open(Path directory) {
    return open(directory, LIMITS);
  }

  static SqliteDatabase open(Path directory, SqliteLimits limits) {
    var database = SqliteDatabase.open(file(directory), limits);
    database.write(transaction -> transaction.update(
        "CREATE TABLE IF NOT EXISTS note (id BIGINT NOT NULL PRIMARY KEY, body TEXT)"));
    return database;
  }

  static Path file(Path directory) {
    return directory.resolve("test.db");
  }

  static int insert(Transaction transaction, long id) {
    return insert(transaction, id, "");
  }

  static int insert(Transaction transaction, long id, String body) {
    return transaction.update("INSERT INTO note (id, body) VALUES (?, ?)", id, body);
  }

  static List<Long> ids(Database database) {
    return database.read(NoteDatabase::ids);
  }

  static List<Long> ids(Transaction transaction) {
    return transaction.query("SELECT id FROM note ORDER BY id", row -> row.number("id"));
  }

  static long pragma(Transaction transaction, String name) {
    return transaction.first("PRAGMA " + name, row -> row.number(name)).orElseThrow();
  }

  /** From now on the database is full when it has so many pages. */
  static void fillUpAt(Transaction transaction, long pages) {
    transaction.first("PRAGMA max_page_count = " + pages, row -> row.number("max_page_count"));
  }
}
