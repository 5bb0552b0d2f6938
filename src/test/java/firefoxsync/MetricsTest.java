// SPDX-License-Identifier: MPL-2.0
package firefoxsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firefoxsync.cli.FirefoxSync;
import firefoxsync.config.ConfigReader;
import firefoxsync.config.PublicUrl;
import firefoxsync.conformance.SigningClient;
import firefoxsync.crypto.MasterSecret;
import firefoxsync.database.TestDatabases;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the daemon tells of itself on its other listener. */
final class MetricsTest {
  private static final String SECRET = "guards nothing but this test";
  private static final Pattern SAMPLE =
      Pattern.compile("(firefox_sync_[a-z_]+)(\\{[^ ]*\\})? ([-+0-9.eE]+)");

  private final HttpClient client = HttpClient.newHttpClient();

  private Path config;
  private Daemon daemon;

  @BeforeEach
  void start(@TempDir Path directory) throws IOException {
    config = directory.resolve("firefox-sync.toml");
    Files.writeString(directory.resolve("master.secret"), SECRET);
    Files.writeString(
        config,
        """
        public_url = "http://localhost:5000"
        listen = ["127.0.0.1:0"]
        [metrics]
        listen = ["127.0.0.1:0"]
        [secrets]
        master_file = "%1$s/master.secret"
        [database]
        """
                .formatted(directory)
            + TestDatabases.toml(directory));
    daemon =
        Daemon.start(ConfigReader.read(config, Map.of()), Clock.systemUTC(), "1.2.3", Map.of());
  }

  @AfterEach
  void stop() {
    daemon.close();
  }

  @Test
  void numbersAreToldOnTheirOwnListenerAlone() throws Exception {
    var answer = get(daemon.metricsAddresses().get(0), "/metrics");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValue("text/plain; version=0.0.4; charset=utf-8");

    assertThat(get(daemon.addresses().get(0), "/metrics").statusCode()).isEqualTo(404);
    assertThat(get(daemon.metricsAddresses().get(0), "/__heartbeat__").statusCode())
        .isEqualTo(404);
  }

  @Test
  void everyLineIsHelpOrTypeOrASampleOfTheFamilyBefore() throws Exception {
    var family = "";
    for (var line : numbers().split("\n", -1)) {
      if (line.startsWith("# TYPE ")) {
        family = line.split(" ", -1)[2];
      } else if (!line.startsWith("# HELP ") && !line.isEmpty()) {
        var sample = SAMPLE.matcher(line);
        assertThat(sample.matches()).as(line).isTrue();
        assertThat(sample.group(1)).startsWith(family);
      }
    }
  }

  @Test
  void requestsAreCountedByFeatureAndStatusWithTheirTimeAndBytes() throws Exception {
    var sync = sync(7);
    var before = numbers();
    sync.put("/storage/bookmarks/one", "{\"payload\":\"0123456789\"}");
    sync.get("/storage/bookmarks/none");
    get(daemon.addresses().get(0), "/1.5/7/info/collections");

    assertThat(grown(before, "requests_total{feature=\"sync\",status=\"200\"}")).isEqualTo(1);
    assertThat(grown(before, "requests_total{feature=\"sync\",status=\"404\"}")).isEqualTo(1);
    assertThat(grown(before, "requests_total{feature=\"sync\",status=\"401\"}")).isEqualTo(1);
    assertThat(grown(before, "request_seconds_count{feature=\"sync\"}")).isEqualTo(3);
    assertThat(grown(before, "received_bytes_total{feature=\"sync\"}")).isEqualTo(24);
    assertThat(grown(before, "sent_bytes_total{feature=\"sync\"}")).isPositive();
  }

  @Test
  void databaseAndWhatItHoldsAreTold() throws Exception {
    var before = numbers();
    sync(7).put("/storage/bookmarks/one", "{\"payload\":\"0123456789\"}");
    sync(8).put("/storage/bookmarks/one", "{\"payload\":\"0123456789\"}");
    addAda();

    assertThat(grown(before, "database_seconds_count{kind=\"write\"}")).isGreaterThanOrEqualTo(2);
    assertThat(grown(before, "accounts")).isEqualTo(1);
    assertThat(grown(before, "users")).isEqualTo(2);
    assertThat(grown(before, "stored_items")).isEqualTo(2);
    assertThat(grown(before, "stored_bytes")).isEqualTo(20);
    assertThat(value(numbers(), "resident_bytes")).isGreaterThan(1 << 20);
    assertThat(numbers()).contains("firefox_sync_info{version=\"1.2.3\"} 1\n");
  }

  @Test
  void noPersonIsNamed() throws Exception {
    addAda();
    sync(4_711_471).put("/storage/secrets/one", "{\"payload\":\"0123456789\"}");
    get(daemon.addresses().get(0), "/no/such/page?of=ada");

    assertThat(numbers()).doesNotContain("ada", "4711471", "secrets", "127.0.0.1", "/no");
  }

  @Test
  void everyFamilyIsOnThePageAboutThem() throws Exception {
    var page = Files.readString(Path.of("docs/operations/metrics.md"));
    var families = numbers()
        .lines()
        .filter(line -> line.startsWith("# TYPE "))
        .map(line -> line.split(" ", -1)[2].replace("firefox_sync_", ""))
        .toList();

    assertThat(families).isNotEmpty().allSatisfy(name -> assertThat(page).contains("`" + name));
  }

  @Test
  void nothingListensUnlessToldTo() throws Exception {
    daemon.close();
    var address = daemon.metricsAddresses().get(0);
    Files.writeString(
        config, Files.readString(config).replace("[metrics]\nlisten = [\"127.0.0.1:0\"]\n", ""));
    daemon =
        Daemon.start(ConfigReader.read(config, Map.of()), Clock.systemUTC(), "1.2.3", Map.of());

    assertThat(daemon.metricsAddresses()).isEmpty();
    assertThatThrownBy(() -> get(address, "/metrics")).isInstanceOf(UncheckedIOException.class);
  }

  private void addAda() throws IOException {
    var password = Files.writeString(config.resolveSibling("password"), "correct horse battery");
    var exit = FirefoxSync.commandLine()
        .execute(
            "user",
            "add",
            "ada@example.org",
            "--password-file=" + password,
            "--config",
            "" + config);
    assertThat(exit).isZero();
  }

  private double grown(String before, String sample) {
    return value(numbers(), sample) - value(before, sample);
  }

  /** A sample that is not there yet is as good as zero. */
  private static double value(String text, String sample) {
    return text.lines()
        .filter(line -> line.startsWith("firefox_sync_" + sample + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .findFirst()
        .orElse(0);
  }

  private SigningClient sync(long uid) {
    var address = daemon.addresses().get(0);
    var url = PublicUrl.parse("http://localhost:5000");
    return new SigningClient(
        address, url, MasterSecret.of(List.of(SECRET)), Clock.systemUTC(), uid);
  }

  private String numbers() {
    return get(daemon.metricsAddresses().get(0), "/metrics").body();
  }

  private HttpResponse<String> get(InetSocketAddress address, String path) {
    var uri = URI.create("http://127.0.0.1:" + address.getPort() + path);
    try {
      return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
