// SPDX-License-Identifier: MPL-2.0
package firefoxsync.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What a run leaves behind for whoever wants to know why it failed. */
final class Artifacts {
  static final Path DIRECTORY = Path.of("target/e2e").toAbsolutePath();

  private Artifacts() {}

  /** Returns where to keep a file of this test, or of this class of tests. */
  static Path of(ExtensionContext context, String name) {
    var place = DIRECTORY.resolve(context.getRequiredTestClass().getSimpleName());
    return context
        .getTestMethod()
        .map(method -> place.resolve(method.getName()))
        .orElse(place)
        .resolve(name);
  }

  /** Deletes a throw-away directory; what a dying browser still writes may stay. */
  static void delete(Path directory) {
    try (var files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a file where there may be no directory yet. */
  static void write(Path file, byte[] content) {
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
