// SPDX-License-Identifier: MPL-2.0
package firefoxsync.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What Firefox wrote about its syncs: a file for each, its lines being time, logger, level, text. */
final class SyncLogs {
  private final Path directory;

  SyncLogs(Path directory) {
    this.directory = directory;
  }

  /** Returns the lines at level ERROR or worse, of all syncs so far. */
  List<String> errors() {
    return files().stream()
        .flatMap(SyncLogs::lines)
        .filter(line -> line.contains("\tERROR\t") || line.contains("\tFATAL\t"))
        .toList();
  }

  void copyTo(Path target) {
    try {
      Files.createDirectories(target);
      for (var file : files()) {
        Files.copy(file, target.resolve(file.getFileName()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Path> files() {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (var files = Files.list(directory)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8).lines();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
