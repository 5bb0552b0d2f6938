// SPDX-License-Identifier: MPL-2.0
package firefoxsync.config;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the configuration. Its list of keys is what the documentation is held against. */
public final class ConfigReader {
  private static final SyncLimits LIMITS = SyncLimits.DEFAULT;
  private static final long BYTES_MAX = 1L << 40;
  private static final long RECORDS_MAX = 1_000_000;

  /** One statement names them all. */
  private static final long POST_RECORDS_MAX = 10_000;

  private static final long REQUEST_BYTES_MAX = 64L << 20;
  private static final long APP_TOKEN_DAYS_MAX = 3650;
  private static final long DAY_SECONDS = Duration.ofDays(1).toSeconds();

  static final Key<PublicUrl> PUBLIC_URL =
      Key.text("public_url", "https://sync.example.org", PublicUrl::parse);
  static final Key<List<InetSocketAddress>> LISTEN =
      Key.list("listen", List.of("127.0.0.1:5000"), NumericAddress::withPort);
  static final Key<List<AddressRange>> TRUSTED_PROXIES =
      Key.list("trusted_proxies", List.of("127.0.0.1", "::1"), AddressRange::parse);
  static final Key<Path> MASTER_FILE =
      Key.text("secrets.master_file", "/etc/firefox-sync/master.secret", Path::of);
  static final Key<DatabaseSettings> DATABASE_URL = Key.text(
      "database.url", "sqlite:/var/lib/firefox-sync/firefox-sync.db", DatabaseSettings::parse);
  static final Key<Path> PASSWORD_FILE = Key.text("database.password_file", "", Path::of);
  static final Key<Boolean> ACCOUNTS_ENABLED = Key.flag("accounts.enabled", true);
  static final Key<SignUp> SIGN_UP = Key.choice("accounts.sign_up", SignUp.INVITE, SignUp.class);
  static final Key<Boolean> V1_VERIFIERS = Key.flag("accounts.v1_verifiers", false);
  static final Key<Boolean> MOZILLA_ENABLED = Key.flag("mozilla_accounts.enabled", false);
  static final Key<List<String>> MOZILLA_ALLOW =
      Key.list("mozilla_accounts.allow", List.of(), ConfigReader::accountId);
  static final Key<String> MOZILLA_ISSUER =
      Key.text("mozilla_accounts.issuer", "https://accounts.firefox.com", WebAddress::issuer);
  static final Key<URI> MOZILLA_OAUTH_SERVER = Key.text(
      "mozilla_accounts.oauth_server", "https://oauth.accounts.firefox.com", WebAddress::server);
  static final Key<String> MOZILLA_EVENTS_CLIENT_ID =
      Key.text("mozilla_accounts.events.client_id", "", text -> text);
  static final Key<String> MOZILLA_EVENTS_KEYS_FILE =
      Key.text("mozilla_accounts.events.keys_file", "", text -> text);
  static final Key<Long> MAX_REQUEST_BYTES =
      Key.number("sync.max_request_bytes", LIMITS.maxRequestBytes(), 1, REQUEST_BYTES_MAX);
  static final Key<Long> MAX_POST_RECORDS =
      Key.number("sync.max_post_records", LIMITS.maxPostRecords(), 1, POST_RECORDS_MAX);
  static final Key<Long> MAX_POST_BYTES =
      Key.number("sync.max_post_bytes", LIMITS.maxPostBytes(), 1, REQUEST_BYTES_MAX);
  static final Key<Long> MAX_RECORD_PAYLOAD_BYTES = Key.number(
      "sync.max_record_payload_bytes", LIMITS.maxRecordPayloadBytes(), 1, REQUEST_BYTES_MAX);
  static final Key<Long> MAX_TOTAL_RECORDS =
      Key.number("sync.max_total_records", LIMITS.maxTotalRecords(), 1, RECORDS_MAX);
  static final Key<Long> MAX_TOTAL_BYTES =
      Key.number("sync.max_total_bytes", LIMITS.maxTotalBytes(), 1, BYTES_MAX);
  static final Key<Long> QUOTA_BYTES =
      Key.number("sync.quota_bytes", LIMITS.quotaBytes(), 0, BYTES_MAX);
  /** Of the tables {@code [sync.collections.NAME]}; what is not there is as in {@code [sync]}. */
  static final Key<Long> COLLECTION_REQUEST_BYTES = Key.number(
      "sync.collections.NAME.max_request_bytes", LIMITS.maxRequestBytes(), 1, REQUEST_BYTES_MAX);

  static final Key<Long> COLLECTION_POST_BYTES = Key.number(
      "sync.collections.NAME.max_post_bytes", LIMITS.maxPostBytes(), 1, REQUEST_BYTES_MAX);
  static final Key<Long> COLLECTION_PAYLOAD_BYTES = Key.number(
      "sync.collections.NAME.max_record_payload_bytes",
      LIMITS.maxRecordPayloadBytes(),
      1,
      REQUEST_BYTES_MAX);
  static final List<Key<Long>> COLLECTION_KEYS =
      List.of(COLLECTION_REQUEST_BYTES, COLLECTION_POST_BYTES, COLLECTION_PAYLOAD_BYTES);
  static final Key<Long> TOKEN_DURATION =
      Key.number("sync.token_duration_seconds", 3600, 60, DAY_SECONDS);
  static final Key<Boolean> REMOTE_STORAGE_ENABLED = Key.flag("remotestorage.enabled", false);
  static final Key<Optional<URI>> REMOTE_STORAGE_ORIGIN =
      Key.text("remotestorage.origin", "", WebAddress::origin);
  static final Key<Long> MAX_DOCUMENT_BYTES =
      Key.number("remotestorage.max_document_bytes", 256L << 20, 1, BYTES_MAX);
  static final Key<Long> APP_TOKEN_DAYS =
      Key.number("remotestorage.token_days", 0, 0, APP_TOKEN_DAYS_MAX);
  static final Key<List<ScopeMapping>> SCOPE_MAP =
      Key.list("remotestorage.scope_map", List.of(), ScopeMapping::parse);
  static final Key<String> TLS_CERTIFICATE_FILE =
      Key.text("tls.certificate_file", "", text -> text);
  static final Key<String> TLS_KEY_FILE = Key.text("tls.key_file", "", text -> text);
  static final Key<List<String>> OUTGOING_ALLOW_HOSTS =
      Key.list("outgoing.allow_hosts", List.of(), WebAddress::host);
  static final Key<Optional<URI>> OUTGOING_PROXY =
      Key.text("outgoing.proxy", "", WebAddress::proxy);
  static final Key<Boolean> PUSH_ENABLED = Key.flag("push.enabled", false);
  static final Key<List<PushHost>> PUSH_HOSTS =
      Key.list("push.hosts", List.of("*.push.services.mozilla.com"), PushHost::parse);
  static final Key<List<InetSocketAddress>> METRICS_LISTEN =
      Key.list("metrics.listen", List.of(), NumericAddress::withPort);
  static final Key<LogLevel> LOG_LEVEL = Key.choice("log.level", LogLevel.INFO, LogLevel.class);
  static final Key<Boolean> LOG_REQUESTS = Key.flag("log.requests", false);

  /** Every key, as the file orders them. */
  static final List<Key<?>> KEYS = List.of(
      PUBLIC_URL,
      LISTEN,
      TRUSTED_PROXIES,
      MASTER_FILE,
      DATABASE_URL,
      PASSWORD_FILE,
      ACCOUNTS_ENABLED,
      SIGN_UP,
      V1_VERIFIERS,
      MOZILLA_ENABLED,
      MOZILLA_ALLOW,
      MOZILLA_ISSUER,
      MOZILLA_OAUTH_SERVER,
      MOZILLA_EVENTS_CLIENT_ID,
      MOZILLA_EVENTS_KEYS_FILE,
      MAX_REQUEST_BYTES,
      MAX_POST_RECORDS,
      MAX_POST_BYTES,
      MAX_RECORD_PAYLOAD_BYTES,
      MAX_TOTAL_RECORDS,
      MAX_TOTAL_BYTES,
      QUOTA_BYTES,
      TOKEN_DURATION,
      COLLECTION_REQUEST_BYTES,
      COLLECTION_POST_BYTES,
      COLLECTION_PAYLOAD_BYTES,
      REMOTE_STORAGE_ENABLED,
      REMOTE_STORAGE_ORIGIN,
      MAX_DOCUMENT_BYTES,
      APP_TOKEN_DAYS,
      SCOPE_MAP,
      TLS_CERTIFICATE_FILE,
      TLS_KEY_FILE,
      OUTGOING_ALLOW_HOSTS,
      OUTGOING_PROXY,
      MailKeys.HOST,
      MailKeys.PORT,
      MailKeys.SECURITY,
      MailKeys.USER,
      MailKeys.PASSWORD_FILE,
      MailKeys.FROM,
      PUSH_ENABLED,
      PUSH_HOSTS,
      METRICS_LISTEN,
      LOG_LEVEL,
      LOG_REQUESTS);

  private ConfigReader() {}

  /**
   * Reads the file, with the environment on top, and the master secrets.
   *
   * @throws ConfigException telling every mistake at once
   */
  public static Config read(Path file, Map<String, String> environment) {
    var values = new ConfigValues(ConfigFile.read(file), environment);
    var collections = new CollectionTables(values);
    values.refuseUnknown(keys(collections));
    var publicUrl = values.required(PUBLIC_URL);
    var listen = values.of(LISTEN);
    var trustedProxies = values.of(TRUSTED_PROXIES);
    var secrets = masterSecrets(values, environment);
    var database = database(values, environment);
    var accounts = new AccountsSettings(
        values.of(ACCOUNTS_ENABLED), values.of(SIGN_UP), values.of(V1_VERIFIERS));
    var sync = new SyncSettings(
        collections.over(limits(values)), Duration.ofSeconds(values.of(TOKEN_DURATION)));
    var mozilla = mozilla(values);
    var remoteStorage = remoteStorage(values);
    var tls = tls(values, publicUrl);
    var outgoing = new OutgoingSettings(
        values.of(OUTGOING_ALLOW_HOSTS), values.of(OUTGOING_PROXY).orElse(null));
    var mail = MailKeys.read(values, environment);
    var push = new PushSettings(values.of(PUSH_ENABLED), values.of(PUSH_HOSTS));
    var log = new LogSettings(values.of(LOG_LEVEL), values.of(LOG_REQUESTS));
    ConfigRules.checkListen(values, listen);
    ConfigRules.checkPublicUrl(values, publicUrl);
    ConfigRules.checkLimits(values);
    values.throwProblems();
    return new Config(
        publicUrl,
        listen,
        trustedProxies,
        secrets.orElseThrow(),
        database,
        accounts,
        mozilla,
        sync,
        remoteStorage,
        tls,
        outgoing,
        mail,
        push,
        values.of(METRICS_LISTEN),
        log);
  }

  /** Returns every key that can stand in a file with these tables. */
  static List<Key<?>> keys(CollectionTables collections) {
    return Stream.<Key<?>>concat(
            KEYS.stream().filter(key -> !key.isInNamedTable()), collections.keys())
        .toList();
  }

  private static Optional<SecretLines> masterSecrets(
      ConfigValues values, Map<String, String> environment) {
    try {
      var file = MasterSecretFile.find(values.of(MASTER_FILE), environment);
      return Optional.of(MasterSecretFile.read(file));
    } catch (IllegalArgumentException e) {
      values.refuse(MASTER_FILE, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private static RemoteStorageSettings remoteStorage(ConfigValues values) {
    var map = new HashMap<String, String>();
    values
        .of(SCOPE_MAP)
        .forEach(mapping ->
            map.merge(mapping.foreign(), mapping.scopes(), (one, other) -> one + " " + other));
    return new RemoteStorageSettings(
        values.of(REMOTE_STORAGE_ENABLED),
        values.of(REMOTE_STORAGE_ORIGIN).orElse(null),
        values.of(MAX_DOCUMENT_BYTES),
        Duration.ofDays(values.of(APP_TOKEN_DAYS)),
        map);
  }

  private static @Nullable TlsSettings tls(ConfigValues values, PublicUrl publicUrl) {
    ConfigRules.checkTls(values, publicUrl);
    var certificate = values.of(TLS_CERTIFICATE_FILE);
    var key = values.of(TLS_KEY_FILE);
    return certificate.isEmpty() || key.isEmpty()
        ? null
        : new TlsSettings(Path.of(certificate), Path.of(key));
  }

  private static MozillaAccountsSettings mozilla(ConfigValues values) {
    return new MozillaAccountsSettings(
        values.of(MOZILLA_ENABLED),
        values.of(MOZILLA_ALLOW),
        values.of(MOZILLA_ISSUER),
        values.of(MOZILLA_OAUTH_SERVER),
        mozillaEvents(values));
  }

  private static @Nullable MozillaEventsSettings mozillaEvents(ConfigValues values) {
    var clientId = values.of(MOZILLA_EVENTS_CLIENT_ID);
    var file = values.of(MOZILLA_EVENTS_KEYS_FILE);
    ConfigRules.checkMozillaEvents(values);
    if (clientId.isEmpty() || file.isEmpty()) {
      return null;
    }
    try {
      return new MozillaEventsSettings(clientId, SmallFile.read(Path.of(file)));
    } catch (IllegalArgumentException e) {
      values.refuse(MOZILLA_EVENTS_KEYS_FILE, String.valueOf(e.getMessage()));
      return null;
    }
  }

  private static String accountId(String text) {
    var id = text.toLowerCase(Locale.ROOT);
    if (!id.matches("[0-9a-f]{32}")) {
      throw new IllegalArgumentException(
          "must name account ids of 32 hexadecimal digits, not \"" + text + "\"");
    }
    return id;
  }

  private static DatabaseSettings database(ConfigValues values, Map<String, String> environment) {
    var settings = values.of(DATABASE_URL);
    var configured = values.of(PASSWORD_FILE);
    if (!(settings instanceof PostgresqlSettings server)) {
      if (!configured.toString().isEmpty()) {
        values.refuse(PASSWORD_FILE, "is for " + PostgresqlSettings.FORM + " alone");
      }
      return settings;
    }
    try {
      return SecretFile.credential("database-password", environment)
          .or(() -> Optional.of(configured).filter(file -> !file.toString().isEmpty()))
          .map(file -> server.withPassword(SecretFile.read(file)))
          .orElse(server);
    } catch (IllegalArgumentException e) {
      values.refuse(PASSWORD_FILE, String.valueOf(e.getMessage()));
      return server;
    }
  }

  private static SyncLimits limits(ConfigValues values) {
    return new SyncLimits(
        values.of(MAX_REQUEST_BYTES),
        Math.toIntExact(values.of(MAX_POST_RECORDS)),
        values.of(MAX_POST_BYTES),
        values.of(MAX_RECORD_PAYLOAD_BYTES),
        values.of(MAX_TOTAL_RECORDS),
        values.of(MAX_TOTAL_BYTES),
        values.of(QUOTA_BYTES));
  }
}
