// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteUpgradeTest {
  private static final Migration ONE = new Migration(901, "one");
  private static final Migration TWO = new Migration(902, "two");
  private static final Migration BROKEN = new Migration(903, "broken");

  private Path file;

  @BeforeEach
  void prepare(@TempDir Path directory) {
    file = directory.resolve("test.db");
  }

  @Test
  void aNewDatabaseIsNotCopied() throws IOException {
    upgrade(ONE, TWO);
    upgrade(ONE, TWO);

    assertThat(copies()).isEmpty();
  }

  @Test
  void anOldDatabaseIsCopiedBeforeAStepIsTaken() throws IOException {
    upgrade(ONE);
    upgrade(ONE, TWO);

    assertThat(copies()).containsExactly("test.db.schema-901");
    var copy = file.resolveSibling("test.db.schema-901");
    assertThat(SqliteCopy.schema(copy)).isEqualTo(901);
    assertThat(SqliteCopy.schema(file)).isEqualTo(902);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
        .isEqualTo("rw-------");
    SqliteCopy.requireWhole(copy);
  }

  @Test
  void theCopyHasWhatOnlyTheLogHasYet() {
    try (var running = SqliteDatabase.openEmpty(file, SqliteLimits.DEFAULT)) {
      new Migrations(List.of(ONE)).apply(running);
      running.write(tx -> tx.update("INSERT INTO word (word) VALUES ('late')"));
      upgrade(ONE, TWO);
    }

    assertThat(words(file.resolveSibling("test.db.schema-901"))).contains("late");
  }

  @Test
  void aStepThatFailsNamesTheCopyAndWhatIsWrong() {
    upgrade(ONE);

    assertThatThrownBy(() -> upgrade(ONE, BROKEN))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("could not be brought up to date")
        .hasMessageContaining("as it was before, it is in " + file + ".schema-901");
    assertThat(SqliteCopy.schema(file)).isEqualTo(901);
  }

  @Test
  void aStartThatFailsAgainDoesNotCopyAgain() throws IOException {
    upgrade(ONE);
    var copy = file.resolveSibling("test.db.schema-901");
    assertThatThrownBy(() -> upgrade(ONE, BROKEN)).isInstanceOf(DatabaseException.class);
    var later = FileTime.fromMillis(Files.getLastModifiedTime(copy).toMillis() + 60_000);
    Files.setLastModifiedTime(copy, later);

    assertThatThrownBy(() -> upgrade(ONE, BROKEN)).isInstanceOf(DatabaseException.class);

    assertThat(Files.getLastModifiedTime(copy)).isEqualTo(later);
  }

  @Test
  void onlyTheNewestCopiesAreKept() throws IOException {
    upgrade(ONE);
    for (int schema = 1; schema <= 4; schema++) {
      var old = Files.createFile(file.resolveSibling("test.db.schema-" + schema));
      Files.setLastModifiedTime(old, FileTime.fromMillis(1000L * schema));
    }
    Files.createFile(file.resolveSibling("test.db.schema-x"));

    upgrade(ONE, TWO);

    assertThat(copies())
        .containsExactlyInAnyOrder(
            "test.db.schema-901", "test.db.schema-4", "test.db.schema-3", "test.db.schema-x");
  }

  @Test
  void anOlderProgramRefusesAndNamesTheCopyThatItCanUse() {
    upgrade(ONE);
    upgrade(ONE, TWO);

    assertThatThrownBy(() -> upgrade(ONE))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("newer firefox-sync (schema 902, this program knows 901)")
        .hasMessageEndingWith("firefox-sync restore " + file + ".schema-901");
    assertThat(words(file)).containsExactlyInAnyOrder("one", "two");
  }

  @Test
  void aDamagedDatabaseIsNotChanged() throws IOException {
    upgrade(ONE);
    var bytes = Files.readAllBytes(file);
    // Behind the first page, which must be whole for the file to be opened at all.
    Arrays.fill(bytes, 16384, bytes.length, (byte) 7);
    Files.write(file, bytes);

    assertThatThrownBy(() -> upgrade(ONE, TWO)).isInstanceOf(RuntimeException.class);

    assertThat(copies()).isEmpty();
  }

  private void upgrade(Migration... steps) {
    try (var database = SqliteDatabase.openEmpty(file, SqliteLimits.DEFAULT)) {
      new SqliteUpgrade(file, new Migrations(List.of(steps))).run(database);
    }
  }

  private List<String> copies() throws IOException {
    try (var files = Files.list(file.resolveSibling("."))) {
      return files
          .map(path -> path.getFileName().toString())
          .filter(name -> name.contains(".schema-"))
          .toList();
    }
  }

  private static List<String> words(Path database) {
    try (var opened = SqliteDatabase.openEmpty(database, SqliteLimits.DEFAULT)) {
      return opened.read(tx -> tx.query("SELECT word FROM word", row -> row.text("word")));
    }
  }
}
