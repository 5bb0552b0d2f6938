// SPDX-License-Identifier: MPL-2.0
package firefoxsync.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A configuration of a test's own: its file, the environment, and a master secret that is there. */
final class GivenConfig {
  static final String SECRET = "0123456789abcdef";

  private static final String PUBLIC_URL = "public_url = 'https://sync.example.org'\n";

  private final Path directory;
  private final Path file;
  private final Path secret;
  private final Map<String, String> environment = new HashMap<>();

  GivenConfig(Path directory) throws IOException {
    this.directory = directory;
    file = directory.resolve("firefox-sync.toml");
    secret = Files.writeString(directory.resolve("master.secret"), SECRET + "\n");
    environment.put("FIREFOX_SYNC_SECRETS__MASTER_FILE", secret.toString());
  }

  Path directory() {
    return directory;
  }

  Path file() {
    return file;
  }

  Path secret() {
    return secret;
  }

  Map<String, String> environment() {
    return environment;
  }

  /** Reads the file as it is. */
  Config read() {
    return ConfigReader.read(file, environment);
  }

  /** Reads a file of these lines. */
  Config read(String toml) throws IOException {
    Files.writeString(file, toml);
    return read();
  }

  /** Reads a file of a public URL and these lines. */
  Config readWithUrl(String toml) throws IOException {
    return read(PUBLIC_URL + toml);
  }

  /** Returns all that is wrong with these lines. */
  List<String> problems(String toml) {
    try {
      throw new AssertionError("taken: " + read(toml));
    } catch (ConfigException e) {
      return e.problems();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Returns the one thing that is wrong with lines that follow a public URL. */
  String problem(String toml) {
    var problems = problems(PUBLIC_URL + toml);
    assertThat(problems).hasSize(1);
    return problems.get(0);
  }
}
