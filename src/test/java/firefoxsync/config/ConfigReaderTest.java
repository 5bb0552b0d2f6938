// SPDX-License-Identifier: MPL-2.0
package firefoxsync.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigReaderTest {
  private GivenConfig given;

  @BeforeEach
  void prepare(@TempDir Path directory) throws IOException {
    given = new GivenConfig(directory);
  }

  @Test
  void defaults() throws Exception {
    var config = given.readWithUrl("");

    assertThat(config)
        .isEqualTo(new Config(
            PublicUrl.parse("https://sync.example.org"),
            List.of(NumericAddress.withPort("127.0.0.1:5000")),
            List.of(AddressRange.parse("127.0.0.1"), AddressRange.parse("::1")),
            new SecretLines(List.of(GivenConfig.SECRET)),
            new DatabaseSettings.Embedded(Path.of("/var/lib/firefox-sync/firefox-sync.db")),
            new AccountsSettings(true, SignUp.INVITE, false),
            new MozillaAccountsSettings(
                false,
                List.of(),
                "https://accounts.firefox.com",
                URI.create("https://oauth.accounts.firefox.com"),
                null),
            new SyncSettings(SyncLimits.DEFAULT, Duration.ofHours(1)),
            new RemoteStorageSettings(false, null, 268435456, Duration.ZERO, Map.of()),
            null,
            new OutgoingSettings(List.of(), null),
            null,
            new PushSettings(false, List.of(new PushHost("push.services.mozilla.com", true, null))),
            List.of(),
            new LogSettings(LogLevel.INFO, false)));
  }

  @Test
  void commentsDoNotMoveTheLineOfAMistake() {
    assertThatThrownBy(() ->
            given.read("# one\n# two = '\npublic_url = 'https://example.org'\n#\nlistne = []"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(given.file() + ":5: ");
  }

  @Test
  void lineThatLooksLikeACommentWithinATextIsNone() throws Exception {
    var config = given.read(
        "public_url = 'https://example.org'\n[database]\nurl = '''sqlite:/srv/a\n#b.db'''");

    assertThat(config.database())
        .isEqualTo(new DatabaseSettings.Embedded(Path.of("/srv/a\n#b.db")));
  }

  @Test
  void explicitValuesOfEveryKey() throws Exception {
    given.environment().clear();
    var config = given.read(
        """
        public_url = "https://example.org/sync"
        listen = ["0.0.0.0:80", "[::]:80"]
        trusted_proxies = ["10.0.0.0/8"]
        [secrets]
        master_file = "%s"
        [database]
        url = "sqlite:/srv/sync.db"
        [accounts]
        enabled = false
        sign_up = "open"
        v1_verifiers = false
        [mozilla_accounts]
        enabled = true
        allow = ["0123456789ABCDEF0123456789abcdef"]
        issuer = "https://accounts.example.org"
        oauth_server = "http://localhost:9000/"
        [mozilla_accounts.events]
        client_id = "our-client"
        keys_file = "%s"
        [sync]
        max_request_bytes = 2001
        max_post_records = 11
        max_post_bytes = 2000
        max_record_payload_bytes = 1999
        max_total_records = 12
        max_total_bytes = 2002
        quota_bytes = 13
        token_duration_seconds = 60
        [remotestorage]
        enabled = false
        origin = "https://files.example.org/"
        max_document_bytes = 14
        token_days = 15
        scope_map = ["profile = me:r", "a:b=c = x-1:r y:rw", "profile = *:rw"]
        [tls]
        certificate_file = "/srv/sync.crt"
        key_file = "/srv/sync.key"
        [outgoing]
        allow_hosts = ["nas.lan"]
        proxy = "http://proxy.lan:3128"
        [mail]
        host = "mail.lan"
        port = 465
        security = "tls"
        user = "sync"
        password_file = "%s"
        from = "sync@example.org"
        [push]
        enabled = true
        hosts = ["Push.example.org", "http://nas.lan:8080/"]
        [metrics]
        listen = ["127.0.0.1:9100"]
        [log]
        level = "debug"
        requests = true
        """
            .formatted(
                given.secret(),
                Files.writeString(given.file().resolveSibling("keys.json"), "the keys"),
                Files.writeString(given.file().resolveSibling("mail.password"), "the password")));

    assertThat(config)
        .isEqualTo(new Config(
            PublicUrl.parse("https://example.org/sync"),
            List.of(NumericAddress.withPort("0.0.0.0:80"), NumericAddress.withPort("[::]:80")),
            List.of(AddressRange.parse("10.0.0.0/8")),
            new SecretLines(List.of(GivenConfig.SECRET)),
            new DatabaseSettings.Embedded(Path.of("/srv/sync.db")),
            new AccountsSettings(false, SignUp.OPEN, false),
            new MozillaAccountsSettings(
                true,
                List.of("0123456789abcdef0123456789abcdef"),
                "https://accounts.example.org",
                URI.create("http://localhost:9000"),
                new MozillaEventsSettings("our-client", "the keys")),
            new SyncSettings(
                new SyncLimits(2001, 11, 2000, 1999, 12, 2002, 13), Duration.ofMinutes(1)),
            new RemoteStorageSettings(
                false,
                URI.create("https://files.example.org"),
                14,
                Duration.ofDays(15),
                Map.of("profile", "me:r *:rw", "a:b=c", "x-1:r y:rw")),
            new TlsSettings(Path.of("/srv/sync.crt"), Path.of("/srv/sync.key")),
            new OutgoingSettings(List.of("nas.lan"), URI.create("http://proxy.lan:3128")),
            new MailSettings(
                "mail.lan",
                465,
                MailSecurity.TLS,
                "sync",
                new SecretLines(List.of("the password")),
                "sync@example.org"),
            new PushSettings(
                true,
                List.of(
                    new PushHost("push.example.org", false, null),
                    new PushHost("nas.lan", false, URI.create("http://nas.lan:8080")))),
            List.of(NumericAddress.withPort("127.0.0.1:9100")),
            new LogSettings(LogLevel.DEBUG, true)));
  }

  @Test
  void environmentOverridesTheFile() throws Exception {
    given.environment().put("FIREFOX_SYNC_PUBLIC_URL", "https://other.example.org");
    given.environment().put("FIREFOX_SYNC_LISTEN", "127.0.0.1:1, [::1]:2");
    given.environment().put("FIREFOX_SYNC_TRUSTED_PROXIES", "");
    given.environment().put("FIREFOX_SYNC_ACCOUNTS__SIGN_UP", "closed");
    given.environment().put("FIREFOX_SYNC_SYNC__QUOTA_BYTES", "1000");
    given.environment().put("FIREFOX_SYNC_LOG__REQUESTS", "true");

    var config = given.read("public_url = 'https://sync.example.org'\nlisten = ['127.0.0.1:5000']");

    assertThat(config.publicUrl().base()).isEqualTo("https://other.example.org");
    assertThat(config.listen()).hasSize(2);
    assertThat(config.trustedProxies()).isEmpty();
    assertThat(config.accounts().signUp()).isEqualTo(SignUp.CLOSED);
    assertThat(config.sync().limits().quotaBytes()).isEqualTo(1000);
    assertThat(config.log().requests()).isTrue();
  }

  @Test
  void mailServerIsWholeOrNone() {
    given.environment().put("FIREFOX_SYNC_MAIL__HOST", "mail.example.org");
    given.environment().put("FIREFOX_SYNC_MAIL__USER", "sync");
    given.environment().put("FIREFOX_SYNC_MAIL__SECURITY", "none");

    assertThatThrownBy(() -> given.readWithUrl(""))
        .hasMessageContaining("mail.from must be set together with mail.host")
        .hasMessageContaining("mail.user and mail.password_file need each other")
        .hasMessageContaining("mail.security would send the password in clear");
  }

  @Test
  void everyProblemIsToldAtOnce() {
    given.environment().put("FIREFOX_SYNC_LOG__LEVEL", "loud");
    given.environment().put("FIREFOX_SYNC_LOG__REQUEST", "true");

    assertThat(
            given.problems(
                """
            public_url = "https://sync.example.org"
            sign_up = "open"
            [acounts]
            enabled = true
            [sync]
            quota_bytes = "lots"
            """))
        .containsExactlyInAnyOrder(
            given.file() + ":2: unknown key sign_up, did you mean accounts.sign_up?",
            given.file() + ":4: unknown key acounts.enabled, did you mean accounts.enabled?",
            given.file() + ":6: sync.quota_bytes must be a whole number",
            "environment: unknown key FIREFOX_SYNC_LOG__REQUEST, did you mean FIREFOX_SYNC_LOG__REQUESTS?",
            "environment: FIREFOX_SYNC_LOG__LEVEL: log.level must be one of \"error\", \"warn\", \"info\", \"debug\"");
  }

  @Test
  void publicUrlMustBeSet() {
    assertThat(given.problems(""))
        .containsExactly(given.file()
            + ": public_url must be set, for example public_url = \"https://sync.example.org\"");
  }

  @Test
  void fileThatIsNotThereIsTold() {
    assertThatThrownBy(() -> given.read())
        .isInstanceOf(ConfigException.class)
        .hasMessage(given.file() + ": there is no such file");
  }

  @Test
  void brokenTomlIsToldWithItsLine() {
    assertThat(given.problems("public_url = 'https://sync.example.org'\nlisten = [\n"))
        .isNotEmpty()
        .allMatch(problem -> problem.startsWith(given.file() + ":"));
  }

  @Test
  void wrongTypesAreTold() {
    assertThat(
            given.problems(
                """
            public_url = 1
            listen = "127.0.0.1:5000"
            trusted_proxies = [1]
            [accounts]
            enabled = "true"
            [sync]
            max_post_records = 1.5
            """))
        .containsExactlyInAnyOrder(
            given.file() + ":1: public_url must be a text in quotes",
            given.file() + ":2: listen must be a list of texts, [\"like\", \"this\"]",
            given.file() + ":3: trusted_proxies must be a list of texts, [\"like\", \"this\"]",
            given.file() + ":5: accounts.enabled must be true or false",
            given.file() + ":7: sync.max_post_records must be a whole number");
  }

  @Test
  void tableThatIsAValueIsUnknown() {
    assertThat(given.problems("public_url = 'https://sync.example.org'\naccounts = true"))
        .containsExactly(given.file() + ":2: unknown key accounts");
  }

  @Test
  void nothingToListenOnIsRefused() {
    assertThat(given.problem("listen = []")).contains("listen must name at least one address");
  }

  @Test
  void listenTakesNumericAddressesOnly() {
    assertThat(given.problem("listen = ['sync.example.org:5000']"))
        .contains(
            "must be an IP address such as 192.0.2.1 or 2001:db8::1, not \"sync.example.org\"");
  }

  @Test
  void httpIsForLoopbackOnly() throws Exception {
    for (var host : List.of("localhost", "sync.localhost", "127.0.0.1", "[::1]")) {
      assertThat(
              given.read("public_url = 'http://" + host + ":5000'").publicUrl().isSecure())
          .isFalse();
    }
    assertThat(given.problems("public_url = 'http://127.example.org'"))
        .singleElement()
        .asString()
        .contains(":1: public_url must start with https://");
  }

  @Test
  void pathInPublicUrlIsRefusedTogetherWithAccounts() {
    assertThat(given.problems("public_url = 'https://example.org/sync'"))
        .singleElement()
        .asString()
        .contains(":1: public_url cannot have the path /sync together with accounts.enabled");
  }

  @Test
  void accountIdsOfMozillaHaveTheirForm() {
    assertThat(given.problem("[mozilla_accounts]\nallow = ['ada@example.org']"))
        .contains(
            ":3: mozilla_accounts.allow must name account ids of 32 hexadecimal digits, not \"ada@example.org\"");
  }

  @Test
  void serversOfOthersAreUrls() {
    assertThat(given.problem("[mozilla_accounts]\noauth_server = 'accounts.example.org'"))
        .contains(":3: mozilla_accounts.oauth_server must be like https://accounts.example.org");
    assertThat(given.problem("[outgoing]\nproxy = 'https://proxy.example.org'"))
        .contains(":3: outgoing.proxy must be like http://proxy.example.org:3128");
    assertThat(given.problem("[outgoing]\nallow_hosts = ['http://nas.lan/']"))
        .contains(":3: outgoing.allow_hosts must name hosts");
  }

  @Test
  void eventsNeedBothTheirKeys() {
    assertThat(given.problem("[mozilla_accounts.events]\nclient_id = 'us'"))
        .contains(":3: mozilla_accounts.events.client_id needs mozilla_accounts.events.keys_file");
    assertThat(given.problem("[mozilla_accounts.events]\nkeys_file = '/no/such/file'"))
        .contains(":3: mozilla_accounts.events.keys_file needs mozilla_accounts.events.client_id");
    assertThat(given.problem(
            "[mozilla_accounts.events]\nclient_id = 'us'\nkeys_file = '/no/such/file'"))
        .contains(
            ":4: mozilla_accounts.events.keys_file names /no/such/file, which does not exist");
  }

  @Test
  void pathInPublicUrlIsFineWithoutAccounts() throws Exception {
    var config = given.read(
        """
        public_url = 'https://example.org/sync'
        [accounts]
        enabled = false
        [mozilla_accounts]
        enabled = true
        """);
    assertThat(config.publicUrl().prefix()).isEqualTo("/sync");
  }

  @Test
  void limitsThatContradictEachOtherAreRefused() {
    assertThat(given.problem("[sync]\nmax_post_bytes = 3000000"))
        .contains(
            ":3: sync.max_post_bytes must be at most sync.max_request_bytes, which is 2625536");
  }

  @Test
  void limitsOutOfRangeAreRefused() {
    assertThat(given.problem("[sync]\nmax_post_records = 0"))
        .contains(":3: sync.max_post_records must be 1 to 10000");
  }

  @Test
  void collectionsMayHaveLimitsOfTheirOwn() throws Exception {
    var limits = given
        .read(
            """
            public_url = 'https://sync.example.org'
            [sync]
            max_post_bytes = 2000000
            [sync.collections.bookmarks]
            max_request_bytes = 9000000
            max_record_payload_bytes = 8000000
            [sync.collections."my.own"]
            max_post_bytes = 1000
            """)
        .sync()
        .limits();

    assertThat(limits.in("bookmarks").maxRecordPayloadBytes()).isEqualTo(8_000_000);
    assertThat(limits.in("bookmarks").maxPostBytes()).isEqualTo(2_000_000);
    assertThat(limits.in("my.own").maxPostBytes()).isEqualTo(1000);
    assertThat(limits.in("tabs")).isEqualTo(limits);
    assertThat(limits.longestRequestBytes()).isEqualTo(9_000_000);
  }

  @Test
  void limitsOfCollectionsAreCheckedLikeOthers() {
    assertThat(given.problem("[sync.collections.tabs]\nmax_post_byte = 1"))
        .contains(":3: unknown key sync.collections.tabs.max_post_byte")
        .contains("did you mean sync.collections.tabs.max_post_bytes?");
    assertThat(given.problem("[sync.collections.tabs]\nmax_post_bytes = 0"))
        .contains(":3: sync.collections.tabs.max_post_bytes must be 1 to ");
    assertThat(given.problem("[sync.collections.tabs]\nmax_request_bytes = 1000"))
        .contains(":3: sync.collections.tabs.max_request_bytes does not fit");
    assertThat(given.problem("[sync.collections.\"my tabs\"]\nmax_post_bytes = 1000"))
        .contains("max_post_bytes is not in the table of a collection's name");
  }
}
