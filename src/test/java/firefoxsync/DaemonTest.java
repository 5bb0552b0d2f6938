// SPDX-License-Identifier: MPL-2.0
package firefoxsync;

import static org.assertj.core.api.Assertions.assertThat;

import firefoxsync.cli.FirefoxSync;
import firefoxsync.config.ConfigReader;
import firefoxsync.config.PublicUrl;
import firefoxsync.conformance.SigningClient;
import firefoxsync.crypto.MasterSecret;
import firefoxsync.database.TestDatabases;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole, as {@code serve} starts it, and the commands beside it. */
class DaemonTest {
  private final HttpClient client = HttpClient.newHttpClient();

  private Path directory;
  private Path config;
  private Daemon daemon;

  @BeforeEach
  void start(@TempDir Path temporary) throws IOException {
    directory = temporary;
    config = directory.resolve("firefox-sync.toml");
    Files.writeString(directory.resolve("master.secret"), "guards nothing but this test");
    Files.writeString(
        config,
        """
        public_url = "http://localhost:5000"
        listen = ["127.0.0.1:0"]
        [secrets]
        master_file = "%1$s/master.secret"
        [database]
        """
                .formatted(directory)
            + TestDatabases.toml(directory));
    daemon = serve();
  }

  @AfterEach
  void stop() {
    daemon.close();
  }

  @Test
  void everyFeatureAnswersAtItsPlace() throws Exception {
    assertThat(get("/__heartbeat__").body()).contains("\"status\":\"Ok\"");
    assertThat(get("/").body()).contains("<html");
    assertThat(get("/.well-known/fxa-client-configuration").body())
        .contains("\"auth_server_base_url\":\"http://localhost:5000/auth\"");
    assertThat(get("/auth/v1/session/status").body()).contains("\"errno\":110");
    assertThat(get("/profile/v1/profile").statusCode()).isEqualTo(401);
    assertThat(get("/oauth/v1/jwks").body()).isEqualTo("{\"keys\":[]}");
    assertThat(get("/token/1.0/sync/1.5").body()).contains("\"status\":\"error\"");
    assertThat(get("/1.0/sync/1.5").body()).contains("\"status\":\"error\"");
    assertThat(get("/1.5/1/info/collections").statusCode()).isEqualTo(401);
    assertThat(get("/storage/1.5/1/info/collections").body()).isEqualTo("0");
  }

  @Test
  void unknownPathIsAnsweredByAPage() throws Exception {
    var answer = get("/no/such/page");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
  }

  @Test
  void whatACommandChangesHoldsForTheNextRequest() throws Exception {
    var password = Files.writeString(directory.resolve("password"), "correct horse battery\n");
    assertThat(command("user", "add", "ada@example.org", "--password-file", password.toString()))
        .isZero();
    assertThat(credentials("ada@example.org")).contains("\"currentVersion\":\"v2\"");
    assertThat(command("user", "list")).isZero();
    assertThat(command("user", "add", "Ada@Example.org", "--password-file", password.toString()))
        .isEqualTo(1);
    assertThat(command("user", "remove", "ada@example.org")).isZero();
    assertThat(command("user", "remove", "ada@example.org")).isEqualTo(1);
  }

  @Test
  void quotaOfAPersonIsSetByCommand() throws Exception {
    var password = Files.writeString(directory.resolve("password"), "correct horse battery\n");
    command("user", "add", "ada@example.org", "--password-file", password.toString());
    for (var quota : new String[] {"500M", "1073741824", "none", "default"}) {
      assertThat(command("user", "quota", "ada@example.org", quota)).isZero();
    }
    assertThat(command("user", "quota", "ada@example.org")).isZero();
    assertThat(command("user", "quota", "ada@example.org", "much")).isEqualTo(2);
    assertThat(command("user", "quota", "bob@example.org", "1G")).isEqualTo(1);
    assertThat(command("user", "quota", "0".repeat(32), "1G")).isEqualTo(1);
  }

  @Test
  void secretsAreReplacedWithoutShuttingAnybodyOut() throws Exception {
    daemon.close();
    var secrets = directory.resolve("master.secret");
    var older = MasterSecret.of(List.of("guards nothing but this test"));
    var newer = MasterSecret.of(List.of("a new secret that guards nothing"));

    Files.writeString(secrets, "a new secret that guards nothing\nguards nothing but this test\n");
    daemon = serve();
    assertThat(statusWith(older)).isEqualTo(200);
    assertThat(statusWith(newer)).isEqualTo(200);
    daemon.close();

    Files.writeString(secrets, "a new secret that guards nothing\n");
    daemon = serve();
    assertThat(statusWith(older)).isEqualTo(401);
    assertThat(statusWith(newer)).isEqualTo(200);
  }

  @Test
  void pathPrefixMayBeKeptOrStrippedByTheProxy() throws Exception {
    daemon.close();
    Files.writeString(
        config,
        Files.readString(config).replace("localhost:5000", "localhost:5000/sync")
            + "[accounts]\nenabled = false\n");
    daemon = serve();
    var client = new SigningClient(
        daemon.addresses().get(0),
        PublicUrl.parse("http://localhost:5000/sync"),
        MasterSecret.of(List.of("guards nothing but this test")),
        Clock.systemUTC(),
        42);
    for (var path : List.of("/storage/tabs/a", "/storage/tabs/none", "/info/quota")) {
      var target = client.target(path);
      var stripped = client.get(path);
      var kept = client.send(
          "GET", "/sync" + target, "", "Authorization", client.authorization("GET", target));
      assertThat(kept.status()).isEqualTo(stripped.status()).isNotEqualTo(401);
      assertThat(kept.body()).isEqualTo(stripped.body());
    }
    for (var prefix : List.of("", "/sync")) {
      assertThat(get(prefix + "/token/1.0/sync/1.5").statusCode()).isEqualTo(401);
      assertThat(get(prefix + "/1.0/sync/1.5/").body()).contains("\"status\":\"error\"");
      assertThat(get(prefix + "/1.0/no/such/path").body()).contains("Unknown URL");
      assertThat(get(prefix + "/1.5/42/nothing").body()).isEqualTo("0");
      assertThat(get(prefix + "/1.5/42/info/configuration").statusCode()).isEqualTo(200);
      assertThat(get(prefix + "/__heartbeat__").statusCode()).isEqualTo(200);
    }
  }

  private int statusWith(MasterSecret secret) {
    return new SigningClient(
            daemon.addresses().get(0),
            PublicUrl.parse("http://localhost:5000"),
            secret,
            Clock.systemUTC(),
            42)
        .get("/info/collections")
        .status();
  }

  @Test
  void dataOutlivesARestart() throws Exception {
    var password = Files.writeString(directory.resolve("password"), "correct horse battery\n");
    command("user", "add", "ada@example.org", "--password-file", password.toString());
    var salt = credentials("ada@example.org");
    daemon.close();
    daemon = serve();
    assertThat(credentials("ada@example.org")).isEqualTo(salt);
  }

  @Test
  void checkTellsWhetherTheConfigurationHasMistakes() throws IOException {
    assertThat(command("check")).isZero();
    Files.writeString(config, "public_ulr = 1\n");
    assertThat(command("check")).isEqualTo(1);
  }

  @Test
  void doctorFindsWhatIsWrongBesideTheRunningDaemon() throws Exception {
    var secret = directory.resolve("master.secret");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    if (TestDatabases.areEmbedded()) {
      assertThat(doctor()).contains("database: whole, by a full check");
    }
    assertThat(doctor())
        .contains("schema: of this version")
        .contains("0 people with Sync data")
        .contains("waiting are 0 expired items")
        // The test's public_url names a port at which nobody listens.
        .contains("WRONG  public_url: http://localhost:5000 does not lead here")
        .doesNotContain("WRONG  database", "WRONG  master secret");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(doctor()).contains("WRONG  master secret: others may use");
    assertThat(command("doctor")).isEqualTo(1);
  }

  @Test
  void doctorAsksWhetherTheOriginOfDocumentsLeadsHere() throws Exception {
    Files.writeString(
        config,
        "\n[remotestorage]\nenabled = true\norigin = \"http://127.0.0.1:5000\"\n",
        StandardOpenOption.APPEND);

    assertThat(doctor())
        .contains("WRONG  remotestorage.origin: http://127.0.0.1:5000 does not lead here");
  }

  @Test
  void arrivalTellsHowARequestCame() throws Exception {
    assertThat(get("/__arrival__?nonce=00ff").body())
        .isEqualTo("{\"nonce\":\"00ff\",\"client\":\"127.0.0.1\"}");
    assertThat(get("/__arrival__?nonce=%3Cscript").body()).contains("\"nonce\":\"\"");
  }

  private String doctor() {
    var findings = new StringWriter();
    FirefoxSync.commandLine()
        .setOut(new PrintWriter(findings))
        .execute("doctor", "--full", "--config", config.toString());
    return findings.toString();
  }

  @Test
  void misusedCommandIsAnotherFailure() {
    assertThat(command("user", "add", "no address")).isEqualTo(2);
    assertThat(command("nonsense")).isEqualTo(2);
  }

  private Daemon serve() {
    var environment = Map.<String, String>of();
    return Daemon.start(
        ConfigReader.read(config, environment), Clock.systemUTC(), "test", environment);
  }

  private int command(String... words) {
    var arguments = new String[words.length + 2];
    System.arraycopy(words, 0, arguments, 0, words.length);
    arguments[words.length] = "--config";
    arguments[words.length + 1] = config.toString();
    return FirefoxSync.run(arguments);
  }

  private String credentials(String email) throws Exception {
    var body = HttpRequest.BodyPublishers.ofString("{\"email\":\"" + email + "\"}");
    return send(HttpRequest.newBuilder(url("/auth/v1/account/credentials/status"))
            .header("Content-Type", "application/json")
            .POST(body))
        .body();
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(HttpRequest.newBuilder(url(path)));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private URI url(String path) {
    return URI.create("http://127.0.0.1:" + daemon.addresses().get(0).getPort() + path);
  }
}
