// SPDX-License-Identifier: MPL-2.0
package firefoxsync;

import static org.assertj.core.api.Assertions.assertThat;

import firefoxsync.cli.FirefoxSync;
import firefoxsync.config.ConfigReader;
import firefoxsync.database.TestDatabases;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents in the whole daemon: who has them, how much, and what becomes of them. */
final class DocumentsOfPeopleTest {
  private static final String SECRET = "guards nothing but this test";

  private final HttpClient client = HttpClient.newHttpClient();
  private Path config;
  private Path password;
  private Daemon daemon;

  @BeforeEach
  void start(@TempDir Path directory) throws IOException {
    config = directory.resolve("firefox-sync.toml");
    password = Files.writeString(directory.resolve("password"), "correct horse battery\n");
    Files.writeString(directory.resolve("master.secret"), SECRET);
    Files.writeString(
        config,
        """
        public_url = "http://localhost:5000"
        listen = ["127.0.0.1:0"]
        [secrets]
        master_file = "%1$s/master.secret"
        [remotestorage]
        enabled = true
        max_document_bytes = 100
        [database]
        """
                .formatted(directory)
            + TestDatabases.toml(directory));
    daemon = serve();
    run("user", "add", "ada@example.org", "--name", "ada", "--password-file", password.toString());
  }

  @AfterEach
  void stop() {
    daemon.close();
  }

  @Test
  void nobodysDocumentsAreServedUnlessThatIsWanted() throws Exception {
    daemon.close();
    Files.writeString(
        config, Files.readString(config).replace("enabled = true", "enabled = false"));
    daemon = serve();
    var answer = client.send(request("/public/x", "-").build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("<html");
  }

  @Test
  void tokenOfACommandOpensDocumentsAtOnce() throws Exception {
    var token = token();
    assertThat(put(token, "one").statusCode()).isEqualTo(201);
    assertThat(get(token).body()).isEqualTo("one");
    assertThat(put(token, "x".repeat(101)).statusCode()).isEqualTo(413);
    run("user", "disable", "ada@example.org");
    assertThat(get(token).statusCode()).isEqualTo(401);
  }

  @Test
  void quotaIsWhatSyncLeaves() throws Exception {
    var token = token();
    run("user", "quota", "ada@example.org", "50");
    assertThat(put(token, "x".repeat(51)).statusCode()).isEqualTo(507);
    assertThat(put(token, "x".repeat(50)).statusCode()).isEqualTo(201);
    run("user", "quota", "ada@example.org", "none");
    assertThat(put(token, "x".repeat(60)).statusCode()).isEqualTo(200);
  }

  @Test
  void removedPersonTakesHerDocumentsAlong() throws Exception {
    var token = token();
    put(token, "one");
    run("user", "remove", "ada@example.org");
    assertThat(get(token).statusCode()).isEqualTo(401);
    run("user", "add", "ada@example.org", "--name", "ada", "--password-file", password.toString());
    assertThat(get(token()).statusCode()).isEqualTo(404);
  }

  @Test
  void restoredDocumentsHaveOtherVersions() throws Exception {
    var token = token();
    put(token, "one");
    var before = get(token).headers().firstValue("ETag").orElseThrow();
    daemon.close();
    try (var services = Services.open(ConfigReader.read(config, Map.of()), Clock.systemUTC())) {
      new Restoration(services).settle();
    }
    daemon = serve();

    var after = get(token());
    assertThat(after.body()).isEqualTo("one");
    assertThat(after.headers().firstValue("ETag")).isPresent().get().isNotEqualTo(before);
  }

  private String token() {
    var printed = run("app-token", "add", "ada", "notes:rw");
    var lines = printed.strip().split("\n", -1);
    return lines[lines.length - 1];
  }

  private HttpResponse<String> put(String token, String text) throws Exception {
    return client.send(
        request("/notes/doc", token).PUT(BodyPublishers.ofString(text)).build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String token) throws Exception {
    return client.send(request("/notes/doc", token).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path, String token) {
    int port = daemon.addresses().get(0).getPort();
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/rs/ada" + path))
        .header("Authorization", "Bearer " + token);
  }

  private Daemon serve() {
    var environment = Map.<String, String>of();
    return Daemon.start(
        ConfigReader.read(config, environment), Clock.systemUTC(), "test", environment);
  }

  private String run(String... words) {
    var output = new StringWriter();
    var arguments = new String[words.length + 2];
    System.arraycopy(words, 0, arguments, 0, words.length);
    arguments[words.length] = "--config";
    arguments[words.length + 1] = config.toString();
    int status = FirefoxSync.commandLine().setOut(new PrintWriter(output, true)).execute(arguments);
    assertThat(status).as(String.join(" ", words)).isZero();
    return output.toString();
  }
}
