// SPDX-License-Identifier: MPL-2.0
package firefoxsync.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import firefoxsync.database.TestDatabases;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an administrator types, and what the terminal shows. */
class CommandLineTest {
  private static final String MOZILLA_ID = "0123456789abcdef0123456789abcdef";

  private Path config;
  private Path password;

  private record Outcome(int status, String out, String err) {}

  @BeforeEach
  void configure(@TempDir Path directory) throws IOException {
    TestDatabases.keep(directory);
    Files.writeString(directory.resolve("master.secret"), "guards nothing but this test");
    password = Files.writeString(directory.resolve("password"), "correct horse battery\n");
    config = Files.writeString(
        directory.resolve("firefox-sync.toml"),
        """
        public_url = "http://localhost:5000"
        [secrets]
        master_file = "%1$s/master.secret"
        [remotestorage]
        enabled = true
        [database]
        """
                .formatted(directory)
            + TestDatabases.toml(directory));
  }

  /** These words have a way of their own, since systemd waits for them. */
  @Test
  void serviceWithAMistakeInItsConfigurationEndsWithWords() throws IOException {
    Files.writeString(config, "public_ulr = 'http://localhost:5000'\n");
    var said = new ByteArrayOutputStream();
    var usual = System.err;
    System.setErr(new PrintStream(said, true, UTF_8));
    try {
      assertThat(FirefoxSync.run(new String[] {"serve", "--config", config.toString()}))
          .isEqualTo(1);
    } finally {
      System.setErr(usual);
    }
    assertThat(said.toString(UTF_8))
        .startsWith("firefox-sync: ")
        .contains(config + ":1: ", "public_url");
  }

  @Test
  void userIsAddedWithAName() {
    assertThat(add("ada@example.org", "--name", "ada").status()).isZero();
    assertThat(run("user", "list").out()).contains("ada@example.org").contains("called ada");
    assertThat(run("user", "show", "ada@example.org").out()).containsPattern("user name +ada\n");
  }

  @Test
  void userMayBeAddedForCommandLineClientsWhereTheyAreTaken() throws IOException {
    var refused = add("ada@example.org", "--v1-verifier");
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.err()).contains("accounts.v1_verifiers is false; nobody was added");
    assertThat(run("user", "list").out()).isEmpty();

    Files.writeString(config, Files.readString(config) + "[accounts]\nv1_verifiers = true\n");
    add("ada@example.org", "--v1-verifier");
    add("bea@example.org");
    assertThat(run("user", "show", "ada@example.org").out()).containsPattern("v1 verifier +yes\n");
    assertThat(run("user", "show", "bea@example.org").out()).containsPattern("v1 verifier +no\n");
  }

  @Test
  void disabledUserIsListedAndShownAsSuch() {
    add("ada@example.org");
    assertThat(run("user", "list").out()).doesNotContain("disabled");
    assertThat(run("user", "disable", "ada@example.org").status()).isZero();
    assertThat(run("user", "list").out()).containsPattern("ada@example.org .* disabled");
    assertThat(run("user", "show", "ada@example.org").out()).containsPattern("disabled +yes\n");
    assertThat(run("user", "enable", "ada@example.org").status()).isZero();
    assertThat(run("user", "list").out()).doesNotContain("disabled");
    assertThat(run("user", "show", "ada@example.org").out()).containsPattern("disabled +no\n");
  }

  @Test
  void takenNameLeavesNobodyAdded() {
    add("ada@example.org", "--name", "ada");
    var outcome = add("bea@example.org", "--name", "ada");
    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.err()).contains("ada is taken or reserved");
    assertThat(run("user", "list").out()).doesNotContain("bea@example.org");
    assertThat(add("bea@example.org", "--name", "Bea").status()).isEqualTo(2);
  }

  @Test
  void nameIsGivenLaterAndForGood() {
    add("ada@example.org");
    assertThat(run("user", "show", "ada@example.org").out()).containsPattern("user name +none\n");
    assertThat(run("user", "name", "ada@example.org", "ada").status()).isZero();
    var outcome = run("user", "name", "ada@example.org", "other");
    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.err()).contains("called ada already");
  }

  @Test
  void personOfAMozillaAccountIsGivenAName() {
    run("user", "allow", MOZILLA_ID);
    assertThat(run("user", "name", MOZILLA_ID, "mo").status()).isZero();
    assertThat(run("user", "list").out())
        .contains(MOZILLA_ID + "  Mozilla account, allowed  called mo");
    run("user", "remove", MOZILLA_ID);
    run("user", "allow", MOZILLA_ID);
    assertThat(run("user", "list").out()).doesNotContain("called");
  }

  @Test
  void invitationNamesTheAddressThatItIsFor() {
    assertThat(run("invite", "--email", "ada+sync@example.org").out())
        .matches("http://localhost:5000/invite#[0-9a-f]{64}&email=ada%2Bsync%40example.org\\s+");
    assertThat(run("invite", "--email", "nowhere").status()).isEqualTo(2);
    assertThat(run("invite", "list").out().lines()).hasSize(1);
  }

  @Test
  void tokenStandsAloneOnTheLastLine() {
    add("ada@example.org", "--name", "ada");
    var lines =
        run("app-token", "add", "ada", "notes:rw", "photos:r").out().lines().toList();
    assertThat(lines.get(lines.size() - 1)).matches("frsa_[A-Za-z0-9_-]{43}");
    var list = run("app-token", "list").out();
    assertThat(list)
        .contains("ada  notes:rw photos:r  \"app-token add\"", "until revoked, never used")
        .doesNotContain("frsa_");
  }

  @Test
  void tokenIsRevokedOnce() {
    add("ada@example.org", "--name", "ada");
    run("app-token", "add", "ada@example.org", "*:rw", "--label", "back-up", "--days", "3");
    var line = run("app-token", "list", "ada").out();
    assertThat(line).contains("*:rw  \"back-up\"").doesNotContain("until revoked");
    var id = line.substring(0, 16);
    assertThat(run("app-token", "revoke", id).status()).isZero();
    assertThat(run("app-token", "revoke", id).status()).isEqualTo(1);
    assertThat(run("app-token", "list").out()).isEmpty();
  }

  @Test
  void tokenIsOfSomebodyWithANameAndScopesToTheLetter() {
    add("ada@example.org");
    assertThat(run("app-token", "add", "ada@example.org", "notes:rw").err())
        .contains("ada@example.org has no user name yet");
    assertThat(run("app-token", "add", "nobody", "notes:rw").status()).isEqualTo(1);
    run("user", "name", "ada@example.org", "ada");
    for (var scope : List.of("notes", "Notes:rw", "notes:w", "public:rw", "root:", "notes: rw")) {
      assertThat(run("app-token", "add", "ada", scope).status()).as(scope).isEqualTo(2);
    }
    assertThat(run("app-token", "list").out()).isEmpty();
  }

  @Test
  void tokenIsRefusedWhereItWouldOpenNothing() throws IOException {
    add("ada@example.org", "--name", "ada");
    Files.writeString(config, Files.readString(config).replace("enabled = true", ""));
    assertThat(run("app-token", "add", "ada", "notes:rw").err())
        .contains("remotestorage.enabled is false");
  }

  private Outcome add(String email, String... more) {
    var words = new ArrayList<>(List.of("user", "add", email, "--password-file"));
    words.add(password.toString());
    words.addAll(List.of(more));
    return run(words.toArray(String[]::new));
  }

  private Outcome run(String... words) {
    var out = new StringWriter();
    var err = new StringWriter();
    var arguments = new ArrayList<>(List.of(words));
    arguments.addAll(List.of("--config", config.toString()));
    int status = FirefoxSync.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments.toArray(String[]::new));
    return new Outcome(status, out.toString(), err.toString());
  }
}
