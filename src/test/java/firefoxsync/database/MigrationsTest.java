// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MigrationsTest {
  private static final Migration ONE = new Migration(901, "one");
  private static final Migration TWO = new Migration(902, "two");
  private static final Migration BROKEN = new Migration(903, "broken");

  private SqliteDatabase database;

  @BeforeEach
  void open(@TempDir Path directory) {
    database = SqliteDatabase.openEmpty(directory.resolve("test.db"), SqliteLimits.DEFAULT);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void eachStepIsTakenOnceAndInOrder() {
    new Migrations(List.of(ONE)).apply(database);
    new Migrations(List.of(ONE, TWO)).apply(database);
    new Migrations(List.of(ONE, TWO)).apply(database);

    assertThat(steps()).containsExactly("901 one", "902 two");
    assertThat(texts("SELECT word AS text FROM word ORDER BY word")).containsExactly("one", "two");
  }

  @Test
  void stepThatFailsLeavesNothing() {
    var migrations = new Migrations(List.of(ONE, BROKEN));

    assertThatThrownBy(() -> migrations.apply(database)).isInstanceOf(DatabaseException.class);

    assertThat(steps()).containsExactly("901 one");
    assertThat(texts("SELECT name AS text FROM sqlite_master WHERE name = 'half_done'"))
        .isEmpty();
  }

  @Test
  void databaseOfANewerProgramIsRefused() {
    new Migrations(List.of(ONE, TWO)).apply(database);

    assertThatThrownBy(() -> new Migrations(List.of(ONE)).apply(database))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("newer firefox-sync (schema 902, this program knows 901)");
  }

  @Test
  void stepsOutOfOrderAreAMistake() {
    assertThatThrownBy(() -> new Migrations(List.of(TWO, ONE)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void programHasEveryStepItLists() {
    Migrations.all().apply(database);

    assertThat(steps()).startsWith("1 instance");
  }

  @Test
  void scriptIsSplitAtSemicolonsAtTheEndOfALine() {
    assertThat(
            Migration.split(
                """
            -- Words; and more.
            CREATE TABLE word (
              word TEXT -- one
            );

            DROP TABLE word;
            """))
        .containsExactly("CREATE TABLE word (\nword TEXT -- one\n)\n", "DROP TABLE word\n");
  }

  @Test
  void scriptWithoutASemicolonAtItsEndIsAMistake() {
    assertThatThrownBy(() -> Migration.split("DROP TABLE word"))
        .isInstanceOf(DatabaseException.class);
  }

  @Test
  void twoStatementsOnALineAreAMistake() {
    assertThatThrownBy(() -> Migration.split("DROP TABLE word; DROP TABLE other;"))
        .isInstanceOf(DatabaseException.class);
  }

  private List<String> steps() {
    return texts("SELECT version || ' ' || name AS text FROM schema_version ORDER BY version");
  }

  private List<String> texts(String sql) {
    return database.read(transaction -> transaction.query(sql, row -> row.text("text")));
  }
}
