// SPDX-License-Identifier: MPL-2.0
package firefoxsync.e2e;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Programs of others that tests need as npm has them: fetched once into the build's folder. */
final class Npm {
  private static final Path FOLDER = Path.of("target/npm").toAbsolutePath();
  private static final long PATIENCE_MINUTES = 5;

  private Npm() {}

  /**
   * Returns the folder of the package, in that version and no other. Without npm the test is skipped;
   * with it, whatever goes wrong is a failure.
   */
  static synchronized Path fetch(String name, String version) {
    assumeTrue(isThere(), "npm is not installed");
    var home = FOLDER.resolve(name + "-" + version);
    var whole = home.resolve("whole");
    try {
      if (!Files.exists(whole)) {
        Files.createDirectories(home);
        install(home, name + "@" + version);
        Files.createFile(whole);
      }
      return home.resolve("node_modules").resolve(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static boolean isThere() {
    try {
      return new ProcessBuilder("npm", "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void install(Path home, String wanted) throws IOException, InterruptedException {
    var log = home.resolve("npm.log");
    var npm = new ProcessBuilder(
            "npm",
            "install",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            // What it depends on in turn is that of one day, too.
            "--before=2026-11-01",
            "--prefix",
            home.toString(),
            wanted)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
    if (!npm.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
      npm.destroyForcibly();
      throw new IllegalStateException(
          "npm does not come to an end with " + wanted + "; see " + log);
    }
    if (npm.exitValue() != 0) {
      throw new IllegalStateException(
          "npm cannot install " + wanted + ":\n" + Files.readString(log));
    }
  }
}
