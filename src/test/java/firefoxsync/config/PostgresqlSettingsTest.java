// SPDX-License-Identifier: MPL-2.0
package firefoxsync.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PostgresqlSettingsTest {
  private static final String URL = "[database]\nurl = 'postgresql://sync@localhost/sync'\n";

  private GivenConfig given;
  private Path password;

  @BeforeEach
  void prepare(@TempDir Path directory) throws IOException {
    given = new GivenConfig(directory);
    password = Files.writeString(directory.resolve("password"), "of the role\n");
  }

  @Test
  void urlNamesServersDatabaseUserAndOptions() {
    assertThat(
            DatabaseSettings.parse(
                "postgresql://sync@db1.example.org:5433,[::1]/data?sslmode=verify-full&sslrootcert=/ca"))
        .isEqualTo(new PostgresqlSettings(
            "db1.example.org:5433,[::1]",
            "data",
            "sync",
            Map.of("sslmode", "verify-full", "sslrootcert", "/ca"),
            null));
  }

  @Test
  void whatIsNoSuchUrlIsRefused() {
    for (var url : List.of(
        "postgresql:",
        "postgresql://localhost/sync",
        "postgresql://sync@localhost",
        "postgresql://sync@localhost/",
        "postgresql://sync@localhost/a/b",
        "postgresql://sync@local host/sync")) {
      assertThatThrownBy(() -> DatabaseSettings.parse(url))
          .as(url)
          .hasMessage("must look like postgresql://USER@HOST/DATABASE");
    }
  }

  @Test
  void passwordInTheUrlIsRefusedAndNotShown() {
    assertThatThrownBy(() -> DatabaseSettings.parse("postgresql://sync:geheim@localhost/sync"))
        .hasMessageContaining("database.password_file")
        .hasMessageNotContaining("geheim");
  }

  @Test
  void optionThatIsNotForAdministratorsIsRefused() {
    assertThatThrownBy(
            () -> DatabaseSettings.parse("postgresql://sync@localhost/sync?options=-c%20x=y"))
        .hasMessageStartingWith("has the option options, but only these may follow the ?: sslmode");
  }

  @Test
  void passwordIsReadFromItsFileAndNotPrinted() throws IOException {
    var settings = settings(URL + "password_file = '" + password + "'");

    assertThat(settings)
        .hasToString(
            "PostgresqlSettings[servers=localhost, database=sync, user=sync, options={}, password=SecretLines[1]]");
    assertThat(settings.password()).isEqualTo(new SecretLines(List.of("of the role")));
  }

  @Test
  void passwordThatSystemdHandsOverIsReadInstead() throws IOException {
    given.environment().put("CREDENTIALS_DIRECTORY", given.directory().toString());
    Files.writeString(given.directory().resolve("database-password"), "of systemd\n");

    assertThat(settings(URL).password()).isEqualTo(new SecretLines(List.of("of systemd")));
  }

  @Test
  void serverThatAsksForNoPasswordNeedsNoFile() throws IOException {
    assertThat(settings(URL).password()).isNull();
  }

  @Test
  void passwordFileThatIsMissingIsNamed() {
    assertThatThrownBy(() -> given.readWithUrl(URL + "password_file = '/no/such/file'"))
        .hasMessageContaining(
            ":4: database.password_file names /no/such/file, which does not exist");
  }

  @Test
  void passwordFileForTheEmbeddedEngineIsRefused() {
    assertThatThrownBy(() -> given.readWithUrl("[database]\npassword_file = '" + password + "'"))
        .hasMessageContaining(
            "database.password_file is for postgresql://USER@HOST/DATABASE alone");
  }

  private PostgresqlSettings settings(String toml) throws IOException {
    return (PostgresqlSettings) given.readWithUrl(toml).database();
  }
}
