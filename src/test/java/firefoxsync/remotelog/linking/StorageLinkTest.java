// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog.linking;

import static org.assertj.core.api.Assertions.assertThat;

import firefoxsync.Daemon;
import firefoxsync.Services;
import firefoxsync.cli.FirefoxSync;
import firefoxsync.config.ConfigReader;
import firefoxsync.config.PublicUrl;
import firefoxsync.conformance.AccountsClient;
import firefoxsync.conformance.AccountsClient.Answer;
import firefoxsync.database.Databases;
import firefoxsync.database.TestDatabases;
import firefoxsync.remotelog.FaultyProvider;
import firefoxsync.remotelog.LogKeys;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person has her data kept elsewhere: over HTTP as her settings do, and by command. */
class StorageLinkTest {
  private static final String LINK = "/auth/v1/storage_link";
  private static final String DIALOG = LINK + "/dialog";
  private static final String VERIFIER = "v".repeat(43);

  private Path directory;
  private Path config;
  private FaultyProvider provider;
  private StorageHost host;
  private Daemon daemon;
  private AccountsClient ada;

  @BeforeEach
  void start(@TempDir Path temporary) throws IOException {
    directory = temporary;
    config = directory.resolve("firefox-sync.toml");
    provider = new FaultyProvider();
    host = new StorageHost(provider.root(), FaultyProvider.TOKEN);
    Files.writeString(directory.resolve("master.secret"), "guards nothing but this test");
    Files.writeString(
        config,
        """
        public_url = "%1$s"
        listen = ["127.0.0.1:0"]
        [secrets]
        master_file = "%2$s/master.secret"
        [accounts]
        sign_up = "open"
        [outgoing]
        allow_hosts = ["127.0.0.1"]
        [database]
        """
                .formatted(FaultyProvider.ORIGIN, directory)
            + TestDatabases.toml(directory));
    daemon = Daemon.start(ConfigReader.read(config, Map.of()), Clock.systemUTC(), "test", Map.of());
    var client = new AccountsClient(
        URI.create("http://127.0.0.1:" + daemon.addresses().get(0).getPort()),
        PublicUrl.parse(FaultyProvider.ORIGIN),
        Clock.systemUTC());
    ada = client.withBearer(client.signUp("ada@example.org").sessionToken());
  }

  @AfterEach
  void stop() {
    daemon.close();
    host.close();
    provider.close();
  }

  @Test
  void nothingIsLinkedAtFirst() {
    assertThat(ada.get(LINK).json().get("isLinked").asBoolean()).isFalse();
    assertThat(ada.post(LINK + "/destroy", Map.of()).errno()).isEqualTo(909);
    assertThat(ada.post(LINK + "/take_over", Map.of()).errno()).isEqualTo(909);
  }

  @Test
  void dialogIsTheOneThatTheStorageTellsOf() {
    host.implicit();
    var dialog = ask("ann@" + host.host()).json().get("dialog").asText();
    assertThat(dialog)
        .startsWith(host.url("/dialog?x=1&").toString())
        .contains("response_type=token")
        .contains("scope=fxsync%3Arw")
        .contains("state=here")
        .contains("redirect_uri=https%3A%2F%2Fsync.example.org%2Fsettings%2Fstorage-elsewhere");
  }

  @Test
  void tokenThatTheDialogAnsweredLinksAndSaysWhatWasFound() {
    var linked = link(Map.of("token", FaultyProvider.TOKEN, "isBehind", true));
    assertThat(linked.status()).isEqualTo(200);
    assertThat(linked.json().get("isLinked").asBoolean()).isTrue();
    assertThat(linked.json().get("mode").asText()).isEqualTo("behind");
    assertThat(linked.json().get("isAtomic").asBoolean()).isTrue();
    assertThat(linked.json().get("provider").asText()).isEqualTo("active");
    assertThat(linked.raw().body()).doesNotContain(FaultyProvider.TOKEN);
  }

  @Test
  void codeIsExchangedWhereThatIsTheOnlyWay() {
    host.codes(Duration.ofDays(90).toSeconds());
    assertThat(ask("ann@" + host.host()).json().get("dialog").asText())
        .contains("response_type=code")
        .contains("code_challenge=challenge")
        .contains("code_challenge_method=S256");
    var code = Map.of("code", (Object) StorageHost.CODE, "codeVerifier", VERIFIER);
    assertThat(link(code).status()).isEqualTo(200);
    assertThat(host.exchanged())
        .containsEntry("code_verifier", VERIFIER)
        .containsEntry("redirect_uri", "https://sync.example.org/settings/storage-elsewhere");
  }

  @Test
  void tokensThatEndSoonAreRefused() {
    host.codes(3600);
    var code = Map.of("code", (Object) StorageHost.CODE, "codeVerifier", VERIFIER);
    assertThat(link(code).errno()).isEqualTo(911);
  }

  @Test
  void tokensThatEndSoonAreTakenWithWhatRenewsThem() {
    host.codes(3600).renewable();
    var code = Map.of("code", (Object) StorageHost.CODE, "codeVerifier", VERIFIER);
    var linked = link(code);
    assertThat(linked.json().get("isLinked").asBoolean()).isTrue();
    assertThat(linked.raw().body()).doesNotContain("for another");
  }

  @Test
  void tokensThatEndAtOnceAreRefusedWhateverRenewsThem() {
    host.codes(60).renewable();
    var code = Map.of("code", (Object) StorageHost.CODE, "codeVerifier", VERIFIER);
    assertThat(link(code).errno()).isEqualTo(911);
  }

  @Test
  void codesAreAskedForFirstAndTokensOnceCodesWereOfNoUse() {
    host.implicit().codes(3600);
    var asked = Map.of("address", "ann@" + host.host(), "state", "s", "codeChallenge", "c");
    assertThat(ada.post(DIALOG, asked).json().get("dialog").asText())
        .contains("response_type=code");
    var code = Map.of("code", (Object) StorageHost.CODE, "codeVerifier", VERIFIER);
    assertThat(link(code).errno()).isEqualTo(912);
    var again = new HashMap<String, Object>(asked);
    again.put("isTokenWanted", true);
    assertThat(ada.post(DIALOG, again).json().get("dialog").asText())
        .contains("response_type=token");
  }

  @Test
  void storageWithoutDialogTakesAPastedToken() {
    assertThat(ask("ann@" + host.host()).errno()).isEqualTo(910);
    assertThat(link(Map.of("token", FaultyProvider.TOKEN)).status()).isEqualTo(200);
  }

  @Test
  void unlinkedStorageIsForgotten() {
    link(Map.of("token", FaultyProvider.TOKEN));
    var ended = ada.post(LINK + "/destroy", Map.of());
    assertThat(ended.json().get("isLinked").asBoolean()).isFalse();
    assertThat(ada.get(LINK).json().get("isLinked").asBoolean()).isFalse();
  }

  @Test
  void whatIsNoAddressIsToldApartFromNobody() {
    assertThat(ask("ann").errno()).isEqualTo(901);
    assertThat(ask("ann@host/path").errno()).isEqualTo(901);
    assertThat(ask("ann@-").errno()).isEqualTo(901);
    assertThat(ask("bea@" + host.host()).errno()).isEqualTo(902);
  }

  @Test
  void privateHostsAreNotAskedUnlessNamed() {
    assertThat(ask("ann@127.0.0.2:1").errno()).isEqualTo(903);
    assertThat(ask("ann@[::1]").errno()).isEqualTo(901);
    assertThat(ask("ann@localhost").errno()).isEqualTo(903);
  }

  @Test
  void wrongTokenLinksNothing() {
    assertThat(link(Map.of("token", "wrong")).errno()).isEqualTo(904);
    assertThat(link(Map.of("token", "two words")).errno()).isEqualTo(107);
    assertThat(ada.get(LINK).json().get("isLinked").asBoolean()).isFalse();
  }

  @Test
  void strangerIsRefused() {
    var stranger = ada.withHeaders(Map.of());
    assertThat(stranger.get(LINK).status()).isEqualTo(401);
    assertThat(stranger.post(LINK, Map.of()).status()).isEqualTo(401);
  }

  @Test
  void administratorLinksLooksMovesAndUnlinks() throws IOException {
    var token = Files.writeString(directory.resolve("token"), FaultyProvider.TOKEN + "\n");
    var root = provider.root().toString();
    assertThat(command("provider", "status")).containsExactly("Nobody has a storage linked.");
    assertThat(command("provider", "link", "ada@example.org", root, "--token-file", "" + token))
        .first()
        .asString()
        .contains(root);
    assertThat(command("provider", "status"))
        .contains("ada@example.org", "  provider   takes what it is given");
    assertThat(ada.get(LINK).json().get("isLinked").asBoolean()).isTrue();
    try (var other = new FaultyProvider()) {
      var elsewhere = other.root().toString();
      assertThat(run("provider", "link", "ada@example.org", elsewhere, "--token-file", "" + token))
          .isEqualTo(1);
      command("provider", "move", "ada@example.org", elsewhere, "--token-file", "" + token);
      assertThat(ada.get(LINK).json().get("root").asText()).isEqualTo(elsewhere);
    }
    command("provider", "unlink", "ada@example.org");
    assertThat(ada.get(LINK).json().get("isLinked").asBoolean()).isFalse();
    assertThat(run("provider", "unlink", "ada@example.org")).isEqualTo(1);
  }

  @Test
  void administratorAnswersForAFolderThatWasFoundEmpty() throws IOException {
    assertThat(link(Map.of("token", FaultyProvider.TOKEN)).status()).isEqualTo(200);
    assertThat(run("provider", "emptied", "ada@example.org", "--keep")).isEqualTo(1);
    var settings = ConfigReader.read(config, Map.of());
    try (var services = Services.open(settings, Clock.systemUTC());
        var database = Databases.open(settings.database(), Clock.systemUTC())) {
      var person = services.storageLinks().links().all().get(0).person();
      services.logs().opened(person, 7, new LogKeys("1700000000000-AAAAAAAAAAAAAAAAAAAAAA", 1));
      database.write(tx -> tx.update("UPDATE sync_logs SET emptied_at = 1"));
    }

    assertThat(run("provider", "emptied", "ada@example.org")).isEqualTo(2);
    assertThat(command("provider", "status")).anyMatch(line -> line.contains("emptied"));
    assertThat(command("provider", "emptied", "ada@example.org", "--keep"))
        .containsExactly("The Sync data of ada@example.org stay.");

    assertThat(command("provider", "status")).noneMatch(line -> line.contains("emptied"));
  }

  @Test
  void storageOfSomebodyElsesSecretBringsNobodyBack() throws IOException {
    var token = Files.writeString(directory.resolve("token"), FaultyProvider.TOKEN + "\n");
    var address = "ann@" + host.host();
    assertThat(run("provider", "restore", address, "--token-file", "" + token)).isEqualTo(1);
  }

  @Test
  void rootThatIsNoUrlOfAStorageIsRefusedInWords() throws IOException {
    var token = "" + Files.writeString(directory.resolve("token"), FaultyProvider.TOKEN + "\n");
    for (var root : List.of("ftp://127.0.0.1/ann", "http://127.0.0.1/ann?a=b")) {
      assertThat(run("provider", "link", "ada@example.org", root, "--token-file", token))
          .isEqualTo(1);
    }
    assertThat(ada.get(LINK).json().get("isLinked").asBoolean()).isFalse();
  }

  private Answer ask(String address) {
    return ada.post(
        DIALOG, Map.of("address", address, "state", "here", "codeChallenge", "challenge"));
  }

  private Answer link(Map<String, ?> more) {
    var body = new HashMap<String, Object>(more);
    body.put("address", "ann@" + host.host());
    return ada.post(LINK, body);
  }

  private List<String> command(String... words) {
    var out = new StringWriter();
    var line = FirefoxSync.commandLine().setOut(new PrintWriter(out, true));
    assertThat(line.execute(arguments(words))).isZero();
    return out.toString().lines().toList();
  }

  private int run(String... words) {
    return FirefoxSync.run(arguments(words));
  }

  private String[] arguments(String... words) {
    var arguments = new ArrayList<>(List.of(words));
    arguments.addAll(List.of("--config", config.toString()));
    return arguments.toArray(String[]::new);
  }
}
