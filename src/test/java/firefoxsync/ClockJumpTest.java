// SPDX-License-Identifier: MPL-2.0
package firefoxsync;

import static org.assertj.core.api.Assertions.assertThat;

import firefoxsync.config.ConfigReader;
import firefoxsync.config.PublicUrl;
import firefoxsync.conformance.SigningClient;
import firefoxsync.crypto.MasterSecret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole daemon, with a clock that is set back by hours. */
class ClockJumpTest {
  private static final String SECRET = "guards nothing but this test";
  private static final Duration BACK = Duration.ofHours(-5);

  private final TestClock clock = new TestClock();

  @Test
  void timesOfAUserGrowThoughTheClockJumpsBack(@TempDir Path directory) throws Exception {
    var config = configure(directory);
    String written;
    try (var daemon = serve(config)) {
      var client = client(daemon);
      var before = put(client, "a");
      clock.advance(BACK);
      written = put(client, "b");
      assertThat(written).isGreaterThan(before);
      assertThat(client.get("/storage/bookmarks?newer=" + before).texts()).containsExactly("b");
    }
    clock.advance(BACK);
    try (var daemon = serve(config)) {
      var client = client(daemon);
      assertThat(client.get("/info/collections").lastModified()).isEqualTo(written);
      assertThat(put(client, "c")).isGreaterThan(written);
      assertThat(client.get("/storage/bookmarks").texts()).containsExactlyInAnyOrder("a", "b", "c");
    }
  }

  private static Path configure(Path directory) throws Exception {
    Files.writeString(directory.resolve("master.secret"), SECRET);
    return Files.writeString(
        directory.resolve("firefox-sync.toml"),
        """
        public_url = "http://localhost:5000"
        listen = ["127.0.0.1:0"]
        [secrets]
        master_file = "%1$s/master.secret"
        [database]
        url = "sqlite:%1$s/firefox-sync.db"
        """
            .formatted(directory));
  }

  private Daemon serve(Path config) {
    return Daemon.start(ConfigReader.read(config, Map.of()), clock, "test", Map.of());
  }

  private SigningClient client(Daemon daemon) {
    return new SigningClient(
        daemon.addresses().get(0),
        PublicUrl.parse("http://localhost:5000"),
        MasterSecret.of(List.of(SECRET)),
        clock,
        1);
  }

  private static String put(SigningClient client, String id) {
    var answer = client.put("/storage/bookmarks/" + id, "{\"payload\":\"x\"}");
    assertThat(answer.status()).isEqualTo(200);
    return answer.lastModified();
  }
}
