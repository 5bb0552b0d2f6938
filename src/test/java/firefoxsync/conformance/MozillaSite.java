// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import firefoxsync.Daemon;
import firefoxsync.TestClock;
import firefoxsync.cli.FirefoxSync;
import firefoxsync.config.Config;
import firefoxsync.config.ConfigReader;
import firefoxsync.conformance.AccountsClient.Answer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The whole daemon for people of Mozilla accounts, beside a stand-in for Mozilla's server. */
final class MozillaSite implements AutoCloseable {
  /** The account that the configuration lets in. */
  static final String ADA = "ada0".repeat(8);

  static final String PATH = "/1.0/sync/1.5";

  final TestClock clock = new TestClock();
  final MozillaStandIn mozilla;
  private final Path file;
  private final Config config;
  private final Daemon daemon;

  MozillaSite(Path directory, String more) throws IOException {
    // Commands have a clock of their own.
    clock.advance(Duration.between(clock.instant(), Instant.now()));
    mozilla = new MozillaStandIn(clock);
    file = directory.resolve("firefox-sync.toml");
    Files.writeString(directory.resolve("master.secret"), "guards nothing but this test");
    Files.writeString(
        file,
        """
        public_url = "http://localhost:5000"
        listen = ["127.0.0.1:0"]
        [secrets]
        master_file = "%1$s/master.secret"
        [database]
        url = "sqlite:%1$s/firefox-sync.db"
        [mozilla_accounts]
        enabled = true
        allow = ["%2$s"]
        oauth_server = "%3$s"
        %4$s
        """
            .formatted(directory, ADA, mozilla.uri(), more));
    config = ConfigReader.read(file, Map.of());
    daemon = Daemon.start(config, clock, "test", Map.of());
  }

  AccountsClient client() {
    return new AccountsClient(uri(), config.publicUrl(), clock);
  }

  /** Returns where the daemon listens. */
  URI uri() {
    return URI.create("http://127.0.0.1:" + daemon.addresses().get(0).getPort());
  }

  /** Asks for a storage token with keys of a time that suits every generation. */
  Answer ask(String accessToken) {
    return ask(accessToken, "1000-qqo");
  }

  Answer ask(String accessToken, String keyId) {
    return client()
        .withHeaders(Map.of("Authorization", "Bearer " + accessToken, "X-KeyID", keyId))
        .get(PATH);
  }

  /** Runs a command beside the daemon and returns its exit code. */
  int command(String... words) {
    var arguments = new ArrayList<>(List.of(words));
    arguments.add("--config");
    arguments.add(file.toString());
    return FirefoxSync.run(arguments.toArray(String[]::new));
  }

  @Override
  public void close() {
    daemon.close();
    mozilla.close();
  }
}
