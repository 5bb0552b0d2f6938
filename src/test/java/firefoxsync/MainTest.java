// SPDX-License-Identifier: MPL-2.0
package firefoxsync;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import firefoxsync.database.TestDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands as an administrator runs them, each in a process of its own. */
final class MainTest {
  @Test
  void commandPrintsItsResultAndNothingElse(@TempDir Path directory) throws Exception {
    Files.writeString(directory.resolve("master.secret"), "guards nothing but this test");
    var config = Files.writeString(
        directory.resolve("firefox-sync.toml"),
        """
        public_url = "http://localhost:5000"
        [secrets]
        master_file = "%1$s/master.secret"
        [database]
        """
                .formatted(directory)
            + TestDatabases.toml(directory));
    var errors = directory.resolve("errors");

    assertThat(run(errors, "invite", "--owner", "--config", config.toString()))
        .matches("http://localhost:5000/claim#[0-9a-f]{64}\\n");
    assertThat(errors).isEmptyFile();
  }

  private static String run(Path errors, String... words) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-cp",
        System.getProperty("java.class.path"),
        Main.class.getName()));
    command.addAll(List.of(words));
    var process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    process.getOutputStream().close();
    var printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
    return printed;
  }
}
