// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import static firefoxsync.database.NoteDatabase.ids;
import static firefoxsync.database.NoteDatabase.insert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqlTransactionTest {
  private SqliteDatabase database;

  @BeforeEach
  void open(@TempDir Path directory) {
    database = NoteDatabase.open(directory);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void everyTypeOfValueComesBackAsItWasBound() {
    var bytes = new byte[] {0, -1, 127};
    database.write(transaction -> transaction.update(
        "CREATE TABLE kinds (number BIGINT, small BIGINT, words TEXT, raw BLOB)"));
    database.write(transaction -> transaction.update(
        "INSERT INTO kinds (number, small, words, raw) VALUES (?, ?, ?, ?)",
        Long.MAX_VALUE,
        7,
        "née 🦊",
        bytes));

    database.read(transaction -> transaction.first("SELECT * FROM kinds", row -> {
      assertThat(row.number("number")).isEqualTo(Long.MAX_VALUE);
      assertThat(row.number("small")).isEqualTo(7);
      assertThat(row.text("words")).isEqualTo("née 🦊");
      assertThat(row.bytes("raw")).isEqualTo(bytes);
      return true;
    }));
  }

  @Test
  void nullIsAbsent() {
    database.write(transaction -> transaction.update(
        "INSERT INTO note (id, body) VALUES (?, ?)", 1, (@Nullable Object) null));

    Optional<Optional<String>> body = database.read(
        transaction -> transaction.first("SELECT body FROM note", row -> row.optionalText("body")));

    assertThat(body).contains(Optional.empty());
    assertThatThrownBy(() -> database.read(
            transaction -> transaction.first("SELECT body FROM note", row -> row.text("body"))))
        .hasMessage("column body is NULL");
  }

  @Test
  void updateTellsHowManyRowsItTouched() {
    database.write(transaction -> insert(transaction, 1));

    assertThat(update("UPDATE note SET body = 'new'")).isEqualTo(1);
    assertThat(update("DELETE FROM note WHERE id = 2")).isZero();
  }

  @Test
  void batchRunsOnceForEachRow() {
    var rows = new ArrayList<@Nullable Object[]>();
    for (long id = 1; id <= 300; id++) {
      rows.add(new Object[] {id, "note " + id});
    }
    database.write(transaction -> {
      transaction.batch("INSERT INTO note (id, body) VALUES (?, ?)", rows);
      transaction.batch("INSERT INTO note (id, body) VALUES (?, ?)", List.of());
      return true;
    });

    assertThat(ids(database)).hasSize(300);
  }

  @Test
  void brokenBatchLeavesNothingForTheNext() {
    List<@Nullable Object[]> twice = List.of(new Object[] {1L, "a"}, new Object[] {1L, "b"});

    assertThatThrownBy(() -> database.write(transaction -> {
          transaction.batch("INSERT INTO note (id, body) VALUES (?, ?)", twice);
          return true;
        }))
        .isInstanceOf(DatabaseException.class);
    List<@Nullable Object[]> once = List.of(new Object[][] {{2L, "c"}});
    database.write(transaction -> {
      transaction.batch("INSERT INTO note (id, body) VALUES (?, ?)", once);
      return true;
    });

    assertThat(ids(database)).containsExactly(2L);
  }

  @Test
  void statementMayRunInsideALoopOverItsOwnRows() {
    database.write(transaction -> insert(transaction, 1));
    database.write(transaction -> insert(transaction, 2));
    var pairs = new ArrayList<List<Long>>();

    database.read(transaction -> {
      transaction.each("SELECT id FROM note ORDER BY id", outer -> {
        var inner = transaction.query("SELECT id FROM note ORDER BY id", row -> row.number("id"));
        inner.forEach(id -> pairs.add(List.of(outer.number("id"), id)));
      });
      return true;
    });

    assertThat(pairs)
        .containsExactly(List.of(1L, 1L), List.of(1L, 2L), List.of(2L, 1L), List.of(2L, 2L));
  }

  @Test
  void moreStatementsThanAreKeptStillRun() {
    var answers = new ArrayList<Long>();
    database.read(transaction -> {
      for (int i = 0; i < 200; i++) {
        answers.add(
            transaction.first("SELECT " + i + " AS n", row -> row.number("n")).orElse(-1L));
      }
      return true;
    });

    assertThat(answers).hasSize(200).startsWith(0L).endsWith(199L);
  }

  @Test
  void nothingIsKeptAfterAFailureThatTheWorkSwallowed() {
    assertThatThrownBy(() -> database.write(transaction -> {
          insert(transaction, 1);
          try {
            insert(transaction, 1);
          } catch (DatabaseException e) {
            insert(transaction, 2);
          }
          return true;
        }))
        .isInstanceOf(DatabaseException.class);

    assertThat(ids(database)).isEmpty();
  }

  @Test
  void messageHoldsNoBoundValue() {
    assertThatThrownBy(() -> database.write(transaction -> {
          insert(transaction, 1, "secret");
          return insert(transaction, 1, "secret");
        }))
        .hasMessage("running INSERT INTO note (id, body) VALUES (?, ?)")
        .rootCause()
        .hasMessageNotContaining("secret");
  }

  @Test
  void transactionIsOverWhenItsWorkIs() {
    var kept = new ArrayList<Transaction>();
    database.write(kept::add);

    assertThatThrownBy(() -> insert(kept.get(0), 1)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void transactionBelongsToItsThread() {
    assertThatThrownBy(() -> database.write(transaction ->
            CompletableFuture.supplyAsync(() -> insert(transaction, 1)).join()))
        .hasCauseInstanceOf(IllegalStateException.class);
  }

  private int update(String sql) {
    return database.write(transaction -> transaction.update(sql));
  }
}
