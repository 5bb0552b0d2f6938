// SPDX-License-Identifier: MPL-2.0
package firefoxsync.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the administrator's secrets are read from, and which of them are refused. */
final class MasterSecretSettingsTest {
  private GivenConfig given;

  @BeforeEach
  void prepare(@TempDir Path directory) throws IOException {
    given = new GivenConfig(directory);
  }

  @Test
  void everySecretOfTheFileIsReadFirstOneFirst() throws Exception {
    Files.writeString(given.secret(), "  the-first-secret-of-all \n\nthe-second-secret-of-all");

    assertThat(given.readWithUrl("").masterSecrets().newestFirst())
        .containsExactly("the-first-secret-of-all", "the-second-secret-of-all");
  }

  @Test
  void secretThatSystemdHandsOverIsReadInstead(@TempDir Path credentials) throws Exception {
    Files.writeString(credentials.resolve("master-secret"), "handed-over-by-systemd");
    given.environment().put("CREDENTIALS_DIRECTORY", credentials.toString());

    assertThat(given.readWithUrl("").masterSecrets().newestFirst())
        .containsExactly("handed-over-by-systemd");
  }

  @Test
  void secretMayComeThroughPipe() throws Exception {
    Files.delete(given.secret());
    assertThat(new ProcessBuilder("mkfifo", given.secret().toString()).start().waitFor())
        .isZero();
    var writer = new ProcessBuilder(
            "sh",
            "-c",
            "echo what-came-through-the-pipe >\"$0\"",
            given.secret().toString())
        .start();
    try {
      assertThat(given.readWithUrl("").masterSecrets().newestFirst())
          .containsExactly("what-came-through-the-pipe");
    } finally {
      writer.destroy();
    }
  }

  @Test
  void missingSecretIsRefused() throws Exception {
    Files.delete(given.secret());

    assertThat(given.problem(""))
        .contains("secrets.master_file names " + given.secret(), "does not exist");
  }

  @Test
  void emptySecretIsRefused() throws Exception {
    Files.writeString(given.secret(), " \n");

    assertThat(given.problem("")).contains(given.secret() + ", which holds no secret");
  }

  @Test
  void shortSecretIsRefusedAndNotShown() throws Exception {
    Files.writeString(given.secret(), GivenConfig.SECRET + "\ntoo-short");

    assertThat(given.problem("")).contains("less than 16 characters").doesNotContain("too-short");
  }

  @Test
  void secretsAreNotPrinted() throws Exception {
    assertThat(given.readWithUrl("").toString()).doesNotContain(GivenConfig.SECRET);
  }
}
