// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import static firefoxsync.database.NoteDatabase.ids;
import static firefoxsync.database.NoteDatabase.insert;
import static firefoxsync.database.NoteDatabase.pragma;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteDatabaseTest {
  private Path directory;
  private SqliteDatabase database;

  @BeforeEach
  void open(@TempDir Path directory) {
    this.directory = directory;
    database = NoteDatabase.open(directory);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void whatWasWrittenIsRead() {
    database.write(transaction -> insert(transaction, 1));

    assertThat(ids(database)).containsExactly(1L);
  }

  @Test
  void whatWasWrittenIsThereAfterReopening() {
    database.write(transaction -> insert(transaction, 1));
    database.close();

    database = NoteDatabase.open(directory);

    assertThat(ids(database)).containsExactly(1L);
  }

  @Test
  void workThatThrowsKeepsNothing() {
    assertThatThrownBy(() -> database.write(transaction -> {
          insert(transaction, 1);
          throw new IllegalStateException("no");
        }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no");

    assertThat(ids(database)).isEmpty();
  }

  @Test
  void readIsOneSnapshot() {
    var seen = database.read(transaction -> {
      int before = ids(transaction).size();
      CompletableFuture.runAsync(() -> database.write(other -> insert(other, 1)))
          .join();
      return List.of(before, ids(transaction).size());
    });

    assertThat(seen).containsExactly(0, 0);
    assertThat(ids(database)).containsExactly(1L);
  }

  @Test
  void readRefusesUpdates() {
    assertThatThrownBy(() -> database.read(transaction -> insert(transaction, 1)))
        .isInstanceOf(DatabaseException.class)
        .hasStackTraceContaining("SQLITE_READONLY");

    assertThat(ids(database)).isEmpty();
  }

  @Test
  void readThatThrowsGivesItsConnectionBack() {
    for (int i = 0; i < 3 * NoteDatabase.LIMITS.readers(); i++) {
      assertThatThrownBy(() -> database.read(transaction -> {
            ids(transaction);
            throw new IllegalStateException("no");
          }))
          .isInstanceOf(IllegalStateException.class);
    }

    assertThat(ids(database)).isEmpty();
  }

  @Test
  void tooManyReadsAreRefused(@TempDir Path elsewhere) {
    var oneReader = new SqliteLimits(
        Duration.ofMillis(50), Duration.ofMillis(250), 1, 1, 1, Duration.ofSeconds(1), 1024);
    try (var small = NoteDatabase.open(elsewhere, oneReader)) {
      assertThatThrownBy(() -> small.read(outer -> ids(small)))
          .isInstanceOf(DatabaseException.Conflict.class);
    }
  }

  @Test
  void commitsAreDurableAndTheFileIsOurs() {
    var writer = database.write(transaction -> List.of(
        pragma(transaction, "application_id"),
        pragma(transaction, "page_size"),
        pragma(transaction, "auto_vacuum"),
        pragma(transaction, "synchronous"),
        pragma(transaction, "foreign_keys"),
        pragma(transaction, "wal_autocheckpoint")));
    var journal = database.read(
        transaction -> transaction.first("PRAGMA journal_mode", row -> row.text("journal_mode")));

    long incremental = 2;
    long full = 2;
    assertThat(writer)
        .containsExactly((long) SqliteFile.APPLICATION_ID, 16384L, incremental, full, 1L, 0L);
    assertThat(journal).contains("wal");
  }

  @Test
  void onlyOurAccountMayReadTheFile() throws Exception {
    assertThat(Files.getPosixFilePermissions(NoteDatabase.file(directory)))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void longLogIsCopiedIntoTheDatabase(@TempDir Path elsewhere) throws Exception {
    var shortLog = new SqliteLimits(
        Duration.ofMillis(50), Duration.ofSeconds(10), 1, 16, 64, Duration.ofSeconds(1), 8);
    try (var small = NoteDatabase.open(elsewhere, shortLog)) {
      long before = Files.size(NoteDatabase.file(elsewhere));
      for (long id = 0; id < 40; id++) {
        long note = id;
        small.write(transaction -> insert(transaction, note, "x".repeat(10_000)));
      }

      assertThat(Files.size(NoteDatabase.file(elsewhere))).isGreaterThan(before + 200_000);
      assertThat(Files.size(elsewhere.resolve("test.db-wal"))).isLessThan(1_000_000);
    }
  }

  @Test
  void roomOfDeletedRowsIsGivenBack(@TempDir Path elsewhere) throws Exception {
    var shortLog = new SqliteLimits(
        Duration.ofMillis(50), Duration.ofSeconds(10), 1, 16, 64, Duration.ofSeconds(1), 8);
    try (var small = NoteDatabase.open(elsewhere, shortLog)) {
      small.write(transaction -> insert(transaction, 1, "x".repeat(6_000_000)));
      small.write(transaction -> insert(transaction, 2));
      Soon.until(() -> NoteDatabase.file(elsewhere).toFile().length() > 6_000_000);
      small.write(transaction -> transaction.update("DELETE FROM note WHERE id = 1"));
      small.write(
          transaction -> transaction.update("UPDATE note SET body = ?", "x".repeat(300_000)));

      Soon.until(() -> NoteDatabase.file(elsewhere).toFile().length() < 2_000_000);
    }
  }

  @Test
  void databaseOfAnotherProgramIsRefused() throws Exception {
    var foreign = directory.resolve("foreign.db");
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + foreign);
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE theirs (id BIGINT)");
    }

    assertThatThrownBy(() -> SqliteDatabase.open(foreign))
        .isInstanceOf(DatabaseException.class)
        .hasMessage(foreign + " is a database of another program");
  }

  @Test
  void fileThatIsNoDatabaseIsRefused() throws Exception {
    var text = Files.writeString(directory.resolve("notes.txt"), "no database ".repeat(100));

    assertThatThrownBy(() -> SqliteDatabase.open(text))
        .isInstanceOf(DatabaseException.class)
        .hasMessageStartingWith("cannot open " + text);
  }

  @Test
  void missingFolderIsTold() {
    var file = directory.resolve("nowhere/test.db");

    assertThatThrownBy(() -> SqliteDatabase.open(file))
        .hasMessage("cannot create " + file + ": its folder does not exist");
  }

  @Test
  void twoProcessesShareTheFile() {
    try (var other = NoteDatabase.open(directory)) {
      database.write(transaction -> insert(transaction, 1));
      other.write(transaction -> insert(transaction, 2));
      database.write(transaction -> insert(transaction, 3));

      assertThat(ids(database)).containsExactly(1L, 2L, 3L);
      assertThat(ids(other)).containsExactly(1L, 2L, 3L);
    }
    database.write(transaction -> insert(transaction, 4));
    assertThat(ids(database)).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void manyProcessesMayMakeTheFileAtOnce(@TempDir Path elsewhere) {
    var opening = IntStream.range(0, 6)
        .mapToObj(i -> CompletableFuture.supplyAsync(
            () -> SqliteDatabase.open(NoteDatabase.file(elsewhere)), NewThreads.EXECUTOR))
        .toList();
    var databases = opening.stream().map(CompletableFuture::join).toList();

    long pageSize = databases.get(0).read(transaction -> pragma(transaction, "page_size"));
    assertThat(pageSize).isEqualTo(16384);
    databases.forEach(SqliteDatabase::close);
  }

  @Test
  void writeAfterCloseIsRefused() {
    database.close();

    assertThatThrownBy(() -> database.write(transaction -> insert(transaction, 1)))
        .isInstanceOf(DatabaseException.class);
  }

  @Test
  void progressIsSeenWhileNothingIsStuck() {
    database.checkProgress(Duration.ofSeconds(10));
  }

  @Test
  void writeThatTakesTooLongIsNoProgress() {
    var held = new HeldWrite(database, transaction -> insert(transaction, 1));

    assertThatThrownBy(() -> database.checkProgress(Duration.ZERO))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("a write has been under way");

    held.finish();
  }
}
