// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import static firefoxsync.database.NoteDatabase.ids;
import static firefoxsync.database.NoteDatabase.insert;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a killed process leaves behind: the files as they are at that moment, and nothing of its
 * memory. A copy that is taken while others write is just that.
 */
final class CrashTest {
  private static final int WRITERS = 4;
  private static final long PARTNER = 1_000_000;

  @Test
  void whatWasAnsweredIsKeptAndTransactionsAreWhole(@TempDir Path directory) throws Exception {
    try (var database = NoteDatabase.open(directory)) {
      var answered = ConcurrentHashMap.<Long>newKeySet();
      var isOver = new AtomicBoolean();
      var writers = LongStream.range(0, WRITERS)
          .mapToObj(writer -> CompletableFuture.runAsync(
              () -> writePairs(database, writer, answered, isOver), NewThreads.EXECUTOR))
          .toList();
      for (int crash = 1; crash <= 3; crash++) {
        int enough = crash * 20;
        Soon.until(() -> answered.size() >= enough);
        var promised = List.copyOf(answered);
        var kept = keptAfterCrash(directory, directory.resolve("crash" + crash));

        assertThat(kept).containsAll(promised);
        assertThat(kept).allMatch(id -> kept.contains(partner(id)));
      }
      isOver.set(true);
      writers.forEach(CompletableFuture::join);
    }
  }

  private static void writePairs(
      Database database, long writer, Set<Long> answered, AtomicBoolean isOver) {
    for (long id = writer; !isOver.get(); id += WRITERS) {
      long note = id;
      database.write(
          transaction -> insert(transaction, note) + insert(transaction, note + PARTNER));
      answered.add(note);
    }
  }

  private static Set<Long> keptAfterCrash(Path directory, Path copy) throws IOException {
    Files.createDirectory(copy);
    for (var name : List.of("test.db", "test.db-wal")) {
      Files.copy(directory.resolve(name), copy.resolve(name));
    }
    try (var survivor = NoteDatabase.open(copy)) {
      return Set.copyOf(ids(survivor));
    }
  }

  private static long partner(long id) {
    return id < PARTNER ? id + PARTNER : id - PARTNER;
  }
}
