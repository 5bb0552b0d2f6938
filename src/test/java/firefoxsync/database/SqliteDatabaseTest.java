// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteDatabaseTest {
  private SqliteDatabase database;

  @BeforeEach
  void open(@TempDir Path directory) {
    database = SqliteDatabase.open(directory.resolve("test.db"));
    database.write(transaction ->
        transaction.update("CREATE TABLE note (id BIGINT NOT NULL PRIMARY KEY, body TEXT)"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void whatWasWrittenIsRead() {
    database.write(transaction -> insert(transaction, 1, "one"));

    assertThat(notes()).isEqualTo(1);
  }

  @Test
  void workThatThrowsKeepsNothing() {
    assertThatThrownBy(() -> database.write(transaction -> {
          insert(transaction, 1, "one");
          throw new IllegalStateException("no");
        }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no");

    assertThat(notes()).isZero();
  }

  @Test
  void readRefusesUpdates() {
    assertThatThrownBy(() -> database.read(transaction -> insert(transaction, 1, "one")))
        .isInstanceOf(DatabaseException.class);

    assertThat(notes()).isZero();
  }

  @Test
  void progressIsFound() {
    database.checkProgress(Duration.ofSeconds(1));
  }

  private static int insert(Transaction transaction, long id, String body) {
    return transaction.update("INSERT INTO note (id, body) VALUES (?, ?)", id, body);
  }

  private long notes() {
    return database.read(transaction -> transaction
        .first("SELECT count(*) AS notes FROM note", row -> row.number("notes"))
        .orElseThrow());
  }
}
