// SPDX-License-Identifier: MPL-2.0
package firefoxsync;

import static org.assertj.core.api.Assertions.assertThat;

import firefoxsync.cli.FirefoxSync;
import firefoxsync.config.ConfigReader;
import firefoxsync.config.PublicUrl;
import firefoxsync.conformance.AccountsClient;
import firefoxsync.conformance.SigningClient;
import firefoxsync.crypto.MasterSecret;
import firefoxsync.database.Database;
import firefoxsync.database.SqliteDatabase;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups beside the running daemon, and what becomes of people when one is put back. */
class RestoreTest {
  private static final PublicUrl PUBLIC_URL = PublicUrl.parse("http://localhost:5000");
  private static final String SECRET = "guards nothing but this test";
  private static final String GLOBAL =
      """
      {"payload":"{\\"syncID\\":\\"aaaaaaaaaaaa\\",\\"storageVersion\\":5,\\"engines\\":{\\"bookmarks\\":\
      {\\"version\\":2,\\"syncID\\":\\"bbbbbbbbbbbb\\"}},\\"declined\\":[\\"syncID\\"]}"}""";

  /** What lets somebody in, and ends with a restoration. */
  private static final Set<String> EMPTIED = Set.of(
      "session",
      "key_fetch",
      "password_token",
      "device",
      "device_command",
      "sent_command",
      "oauth_grant",
      "app_grant",
      "app_token",
      "mailed_code",
      "invitation",
      "mozilla_allow_next");

  /** What is restored as it was. */
  private static final Set<String> KEPT = Set.of(
      "storage_roots",
      "storage_nodes",
      "storage_pieces",
      "storage_uploads",
      "storage_erased",
      "remote_link",
      "sync_logs",
      "sync_outbox",
      "sync_outbox_parts",
      "sync_unsent",
      "schema_version",
      "instance",
      "housekeeping_runs",
      "account",
      "v1_verifier",
      "recovery_key",
      "recovery_code",
      "second_step",
      "avatar",
      "familiar_network",
      "user_name",
      "person_name",
      "mozilla_allowed",
      "sync_uids",
      "sync_users",
      "sync_quotas",
      "sync_stores",
      "sync_collections",
      "sync_bsos",
      "sync_batches",
      "sync_staged",
      "sync_trash");

  private Path directory;
  private Path config;
  private Path file;
  private Daemon daemon;
  private String said = "";

  @BeforeEach
  void start(@TempDir Path temporary) throws IOException {
    directory = temporary;
    config = directory.resolve("firefox-sync.toml");
    file = directory.resolve("firefox-sync.db");
    Files.writeString(directory.resolve("master.secret"), SECRET);
    Files.writeString(
        config,
        """
        public_url = "http://localhost:5000"
        listen = ["127.0.0.1:0"]
        [secrets]
        master_file = "%1$s/master.secret"
        [database]
        url = "sqlite:%1$s/firefox-sync.db"
        [accounts]
        sign_up = "open"
        [mozilla_accounts]
        enabled = true
        """
            .formatted(directory));
    daemon = serve();
  }

  @AfterEach
  void stop() {
    daemon.close();
  }

  @Test
  void aBackupHoldsDatabaseAndConfigurationAndNoSecret() throws IOException {
    var backup = backup();

    assertThat(backup.toString())
        .matches(directory + "/backups/firefox-sync-[0-9]{8}T[0-9]{6}Z\\.zip");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
        .isEqualTo("rw-------");
    assertThat(entries(backup))
        .containsExactly("about.txt", "firefox-sync.db", "firefox-sync.toml");
    assertThat(text(backup, "firefox-sync.toml")).isEqualTo(Files.readString(config));
    assertThat(text(backup, "about.txt")).doesNotContain(SECRET).contains("key-ids: ");
    assertThat(
            entries(backup("--with-secret", "--to", directory.resolve("other").toString())))
        .contains("master.secret");
  }

  @Test
  void olderBackupsAreDeletedAndOtherFilesStay() throws IOException {
    var folder = Files.createDirectory(directory.resolve("backups"));
    for (int day = 10; day < 15; day++) {
      Files.createFile(folder.resolve("firefox-sync-202601" + day + "T000000Z.zip"));
    }
    Files.createFile(folder.resolve("notes.zip"));

    var backup = backup("--keep", "2");

    assertThat(names(folder))
        .containsExactly(
            ".lock",
            "firefox-sync-20260114T000000Z.zip",
            backup.getFileName().toString(),
            "notes.zip");
    assertThat(run("backup", "--keep", "0")).isEqualTo(2);
  }

  @Test
  void whatIsInUseIsNotReplaced() {
    var backup = backup();

    assertThat(run("restore", backup.toString())).isEqualTo(1);
    assertThat(said).contains("is in use: systemctl stop firefox-sync.socket firefox-sync.service");
    assertThat(ann().get("/info/collections").status()).isEqualTo(200);
  }

  @Test
  void browsersLearnThatStorageWasSetBack() throws IOException {
    ann().put("/storage/meta/global", GLOBAL);
    ann().put("/storage/bookmarks/one", "{\"payload\":\"1\"}");
    var backup = backup();
    var newest = ann().put("/storage/bookmarks/two", "{\"payload\":\"2\"}");

    restore(backup);

    var global = ann().get("/storage/meta/global");
    var payload = global.json().get("payload").asText();
    assertThat(payload)
        .matches("\\{\"syncID\":\"[A-Za-z0-9_-]{12}\",\"storageVersion\":5,\"engines\":"
            + "\\{\"bookmarks\":\\{\"version\":2,\"syncID\":\"[A-Za-z0-9_-]{12}\"\\}\\},"
            + "\"declined\":\\[\"syncID\"\\]\\}")
        .doesNotContain("aaaaaaaaaaaa", "bbbbbbbbbbbb");
    assertThat(global.json().get("modified").asDouble())
        .isGreaterThan(Double.parseDouble(newest.header("X-Weave-Timestamp")));
    assertThat(ann().get("/storage/bookmarks/one").json().get("payload").asText())
        .isEqualTo("1");
    assertThat(ann().get("/storage/bookmarks/two").status()).isEqualTo(404);
  }

  @Test
  void nobodysTimeFallsBack() throws IOException {
    ann().put("/storage/bookmarks/one", "{\"payload\":\"1\"}");
    var backup = backup();
    daemon.close();
    long ahead = Clock.systemUTC().millis() / 10 * 10 + 3_600_000;
    change("UPDATE sync_stores SET last_timestamp = ?", ahead);
    daemon = serve();

    restore(backup);

    var written = ann().put("/storage/bookmarks/three", "{\"payload\":\"3\"}");
    assertThat(Math.round(Double.parseDouble(written.header("X-Weave-Timestamp")) * 1000))
        .isGreaterThan(ahead);
  }

  @Test
  void sessionsEndAndPasswordsStay() throws IOException {
    var account = accounts().signUp("ann@example.org");
    var backup = backup();

    restore(backup);

    assertThat(accounts()
            .withHawk(account.sessionToken())
            .get("/auth/v1/session/status")
            .status())
        .isEqualTo(401);
    assertThat(accounts().login(account).status()).isEqualTo(200);
  }

  @Test
  void whoWasDeletedSinceStaysDeletedAndWhoWasShutOutStaysOut() throws IOException {
    var deleted = accounts().signUp("ann@example.org");
    var disabled = accounts().signUp("ben@example.org");
    var mozilla = "0123456789abcdef0123456789abcdef";
    run("user", "allow", mozilla);
    var backup = backup();
    run("user", "remove", "ann@example.org");
    run("user", "disable", "ben@example.org");
    run("user", "disallow", mozilla);

    restore(backup);

    assertThat(said).contains("3 people who were deleted or shut out since then stay so");
    assertThat(accounts().login(deleted).status()).isEqualTo(400);
    assertThat(accounts().login(disabled).status()).isEqualTo(400);
    run("user", "list");
    assertThat(said).contains("ben@example.org").doesNotContain("ann@example.org", mozilla);
  }

  @Test
  void uidsThatWereGivenSinceAreNotGivenAgainAndTheirTokensDoNotHold() throws IOException {
    var backup = backup();
    daemon.close();
    change("INSERT INTO sync_uids (uid) VALUES (?)", 42L);
    change(
        """
        INSERT INTO sync_users (issuer, account_id, uid, generation, client_state, created_at)
        VALUES ('local', 'gone', ?, 9223372036854775807, '', 1)""",
        43L);
    daemon = serve();

    restore(backup);

    assertThat(ann().get("/info/collections").status()).isEqualTo(401);
    daemon.close();
    assertThat(numbers("SELECT uid AS number FROM sync_uids")).containsExactly(42L);
    assertThat(numbers("SELECT generation AS number FROM sync_users WHERE account_id = 'gone'"))
        .containsExactly(Long.MAX_VALUE);
  }

  @Test
  void thePresentDatabaseIsKept() throws IOException {
    var backup = backup();
    ann().put("/storage/bookmarks/two", "{\"payload\":\"2\"}");

    restore(backup);

    var kept = names(directory).stream()
        .filter(name -> name.startsWith("firefox-sync.db."))
        .toList();
    assertThat(kept).hasSize(1);
    assertThat(said).contains("is kept: " + directory.resolve(kept.get(0)));
    daemon.close();
    try (var old = SqliteDatabase.open(directory.resolve(kept.get(0)))) {
      assertThat(old.<List<String>>read(
              tx -> tx.query("SELECT id FROM sync_bsos", row -> row.text("id"))))
          .containsExactly("two");
    }
  }

  @Test
  void aNewMachineHasNothingToRemember() throws IOException {
    ann().put("/storage/bookmarks/one", "{\"payload\":\"1\"}");
    var backup = backup();
    daemon.close();
    for (var name : names(directory)) {
      if (name.startsWith("firefox-sync.db")) {
        Files.delete(directory.resolve(name));
      }
    }

    assertThat(run("restore", backup.toString())).isZero();
    assertThat(said).contains("who was deleted since then is not known");
    daemon = serve();
    assertThat(ann().get("/storage/bookmarks/one").status()).isEqualTo(200);
  }

  @Test
  void aDamagedDatabaseCanBeReplaced() throws IOException {
    ann().put("/storage/bookmarks/one", "{\"payload\":\"1\"}");
    var backup = backup();
    daemon.close();
    Files.writeString(file, "no database any more".repeat(1000));

    restore(backup);

    assertThat(ann().get("/storage/bookmarks/one").status()).isEqualTo(200);
  }

  @Test
  void whatIsNoBackupOrDamagedChangesNothing() throws IOException {
    ann().put("/storage/bookmarks/one", "{\"payload\":\"1\"}");
    var backup = backup();
    daemon.close();
    var bytes = Files.readAllBytes(backup);
    // One alone may be without effect: runs of zeros can be packed in more than one way.
    Arrays.fill(bytes, 1000, 1100, (byte) 0x55);
    var damaged = Files.write(directory.resolve("damaged.zip"), bytes);

    assertThat(run("restore", damaged.toString())).isEqualTo(1);
    assertThat(run("restore", config.toString())).isEqualTo(1);
    assertThat(said).contains("is neither a backup nor a copy of the database");
    assertThat(run("restore", directory.resolve("none.zip").toString())).isEqualTo(1);
    assertThat(said).contains("does not exist");
    assertThat(run("restore")).isEqualTo(2);

    assertThat(names(directory).stream().filter(name -> name.startsWith("firefox-sync.db")))
        .containsExactly("firefox-sync.db");
    daemon = serve();
    assertThat(ann().get("/storage/bookmarks/one").status()).isEqualTo(200);
  }

  @Test
  void aMasterSecretThatIsMissingIsNamed() throws IOException {
    var backup = backup();
    Files.writeString(directory.resolve("master.secret"), "another secret of sixteen letters");

    restore(backup);

    assertThat(said)
        .contains("warning: the master secret with the id "
            + MasterSecret.of(List.of(SECRET)).keyIds().get(0) + " is not here");
  }

  @Test
  void aPlainCopyCanBePutBackToo() throws IOException {
    ann().put("/storage/bookmarks/one", "{\"payload\":\"1\"}");
    daemon.close();
    var copy = Files.copy(file, directory.resolve("copy.db"));
    daemon = serve();
    ann().delete("/storage/bookmarks");

    restore(copy);

    assertThat(ann().get("/storage/bookmarks/one").status()).isEqualTo(200);
  }

  @Test
  void everyTableIsKeptOrEmptied() {
    daemon.close();
    try (var database = SqliteDatabase.open(file)) {
      var tables = new TreeSet<>(EMPTIED);
      tables.addAll(KEPT);
      assertThat(tables(database))
          .as("a new table holds what lets people in, which Services.passes must end, or does not")
          .isEqualTo(tables);
      EMPTIED.forEach(table -> fill(database, table));
    }

    assertThat(run("restore", "--in-place")).isZero();

    try (var database = SqliteDatabase.open(file)) {
      assertThat(EMPTIED)
          .allSatisfy(table -> assertThat(count(database, table)).as(table).isZero());
      assertThat(count(database, "instance")).isPositive();
    }
    daemon = serve();
  }

  private static Set<String> tables(Database database) {
    return database.read(tx -> new TreeSet<>(tx.query(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
        row -> row.text("name"))));
  }

  private static long count(Database database, String table) {
    return database.read(tx ->
        tx.first("SELECT count(*) AS n FROM " + table, row -> row.number("n")).orElseThrow());
  }

  private static void fill(Database database, String table) {
    database.write(tx -> {
      var columns =
          tx.query("SELECT name FROM pragma_table_info('" + table + "')", row -> row.text("name"));
      var values = columns.stream().map(column -> "'1'").collect(Collectors.joining(", "));
      return tx.update("INSERT INTO " + table + " VALUES (" + values + ")");
    });
  }

  private void change(String sql, long value) {
    try (var database = SqliteDatabase.open(file)) {
      database.write(tx -> tx.update(sql, value));
    }
  }

  private List<Long> numbers(String sql) {
    try (var database = SqliteDatabase.open(file)) {
      return database.read(tx -> tx.query(sql, row -> row.number("number")));
    }
  }

  private void restore(Path backup) throws IOException {
    daemon.close();
    assertThat(run("restore", backup.toString())).as(said).isZero();
    daemon = serve();
  }

  private Path backup(String... words) {
    var all = Stream.concat(Stream.of("backup"), Stream.of(words)).toArray(String[]::new);
    assertThat(run(all)).as(said).isZero();
    return Path.of(said.strip());
  }

  private SigningClient ann() {
    return new SigningClient(
        daemon.addresses().get(0),
        PUBLIC_URL,
        MasterSecret.of(List.of(SECRET)),
        Clock.systemUTC(),
        42);
  }

  private AccountsClient accounts() {
    var address = daemon.addresses().get(0);
    return new AccountsClient(
        URI.create("http://127.0.0.1:" + address.getPort()), PUBLIC_URL, Clock.systemUTC());
  }

  private Daemon serve() {
    var environment = Map.<String, String>of();
    return Daemon.start(
        ConfigReader.read(config, environment), Clock.systemUTC(), "test", environment);
  }

  private int run(String... words) {
    var out = new StringWriter();
    var arguments = Stream.concat(Stream.of(words), Stream.of("--config", config.toString()));
    int status = FirefoxSync.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(out))
        .execute(arguments.toArray(String[]::new));
    said = out.toString();
    return status;
  }

  private static List<String> entries(Path zip) throws IOException {
    try (var opened = new ZipFile(zip.toFile())) {
      return opened.stream().map(entry -> entry.getName()).sorted().toList();
    }
  }

  private static String text(Path zip, String name) throws IOException {
    try (var opened = new ZipFile(zip.toFile());
        var in = opened.getInputStream(opened.getEntry(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(path -> String.valueOf(path.getFileName())).sorted().toList();
    }
  }
}
