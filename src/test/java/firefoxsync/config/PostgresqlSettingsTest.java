// SPDX-License-Identifier: MPL-2.0
package firefoxsync.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PostgresqlSettingsTest {
  private static final String URL = "[database]\nurl = 'postgresql://sync@localhost/sync'\n";

  private final Map<String, String> environment = new HashMap<>();

  private Path directory;
  private Path password;

  @BeforeEach
  void writeSecrets(@TempDir Path temporary) throws IOException {
    directory = temporary;
    environment.put(
        "FIREFOX_SYNC_SECRETS__MASTER_FILE",
        Files.writeString(directory.resolve("master.secret"), "guards nothing but this test")
            .toString());
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
    var settings = read(URL + "password_file = '" + password + "'");

    assertThat(settings)
        .hasToString(
            "PostgresqlSettings[servers=localhost, database=sync, user=sync, options={}, password=SecretLines[1]]");
    assertThat(((PostgresqlSettings) settings).password())
        .isEqualTo(new SecretLines(List.of("of the role")));
  }

  @Test
  void passwordThatSystemdHandsOverIsReadInstead() throws IOException {
    environment.put("CREDENTIALS_DIRECTORY", directory.toString());
    Files.writeString(directory.resolve("database-password"), "of systemd\n");

    assertThat(((PostgresqlSettings) read(URL)).password())
        .isEqualTo(new SecretLines(List.of("of systemd")));
  }

  @Test
  void serverThatAsksForNoPasswordNeedsNoFile() throws IOException {
    assertThat(((PostgresqlSettings) read(URL)).password()).isNull();
  }

  @Test
  void passwordFileThatIsMissingIsNamed() {
    assertThatThrownBy(() -> read(URL + "password_file = '/no/such/file'"))
        .hasMessageContaining(
            ":4: database.password_file names /no/such/file, which does not exist");
  }

  @Test
  void passwordFileForTheEmbeddedEngineIsRefused() {
    assertThatThrownBy(() -> read("[database]\npassword_file = '" + password + "'"))
        .hasMessageContaining(
            "database.password_file is for postgresql://USER@HOST/DATABASE alone");
  }

  private DatabaseSettings read(String toml) throws IOException {
    var file = Files.writeString(
        directory.resolve("firefox-sync.toml"), "public_url = 'https://sync.example.org'\n" + toml);
    return ConfigReader.read(file, environment).database();
  }
}
