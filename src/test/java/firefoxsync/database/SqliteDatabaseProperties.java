// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import static firefoxsync.database.NoteDatabase.fillUpAt;
import static firefoxsync.database.NoteDatabase.ids;
import static firefoxsync.database.NoteDatabase.insert;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** Whatever goes wrong in whichever group: kept is what was answered well, and nothing else. */
final class SqliteDatabaseProperties {
  /** How one write of many ends. */
  enum Ending {
    WELL,
    THROWS,
    BREAKS_A_CONSTRAINT,
    SWALLOWS_A_FAILURE,
    FINDS_THE_DISK_FULL
  }

  private static final long PAGES_MAX = 1L << 30;

  @Property(tries = 15)
  void keptIsWhatEndedWell(@ForAll @Size(min = 1, max = 16) List<Ending> endings)
      throws IOException {
    var directory = Files.createTempDirectory("firefox-sync-");
    try (var database = NoteDatabase.open(directory)) {
      var writes = IntStream.range(0, endings.size())
          .mapToObj(id -> CompletableFuture.supplyAsync(
              () -> isKept(database, id, endings.get(id)), NewThreads.EXECUTOR))
          .toList();

      for (int id = 0; id < endings.size(); id++) {
        assertThat(writes.get(id).join()).isEqualTo(endings.get(id) == Ending.WELL);
      }
      assertThat(ids(database)).isEqualTo(endingWell(endings));
    } finally {
      delete(directory);
    }
  }

  private static boolean isKept(Database database, long id, Ending ending) {
    try {
      database.write(transaction -> {
        fillUpAt(transaction, PAGES_MAX);
        insert(transaction, id);
        spoil(transaction, id, ending);
        return true;
      });
      return true;
    } catch (DatabaseException | IllegalStateException e) {
      return false;
    }
  }

  private static void spoil(Transaction transaction, long id, Ending ending) {
    switch (ending) {
      case WELL -> {}
      case THROWS -> throw new IllegalStateException("no");
      case BREAKS_A_CONSTRAINT -> insert(transaction, id);
      case SWALLOWS_A_FAILURE -> swallow(() -> insert(transaction, id));
      case FINDS_THE_DISK_FULL -> fillUp(transaction, id);
    }
  }

  private static void fillUp(Transaction transaction, long id) {
    fillUpAt(transaction, NoteDatabase.pragma(transaction, "page_count"));
    insert(transaction, id + 1_000, "x".repeat(100_000));
  }

  private static void swallow(Runnable work) {
    try {
      work.run();
    } catch (DatabaseException e) {
      // As a careless caller would.
    }
  }

  private static List<Long> endingWell(List<Ending> endings) {
    return IntStream.range(0, endings.size())
        .filter(id -> endings.get(id) == Ending.WELL)
        .mapToObj(id -> (long) id)
        .toList();
  }

  private static void delete(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      for (var file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }
}
