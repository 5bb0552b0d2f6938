// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import static java.nio.charset.StandardCharsets.US_ASCII;

import firefoxsync.TestClock;
import firefoxsync.accounts.AccountRoutes;
import firefoxsync.accounts.AccountSecrets;
import firefoxsync.accounts.AccountServices;
import firefoxsync.accounts.Ground;
import firefoxsync.accounts.Neighbours;
import firefoxsync.accounts.SessionAuth;
import firefoxsync.accounts.devices.DeviceRoutes;
import firefoxsync.config.AccountsSettings;
import firefoxsync.config.PublicUrl;
import firefoxsync.config.SignUp;
import firefoxsync.config.SyncLimits;
import firefoxsync.crypto.MasterSecret;
import firefoxsync.crypto.PasswordHash;
import firefoxsync.crypto.Secrets;
import firefoxsync.database.DisturbedDatabase;
import firefoxsync.database.TestDatabases;
import firefoxsync.http.ErrorFormat;
import firefoxsync.http.HttpLimits;
import firefoxsync.http.HttpServer;
import firefoxsync.http.RouteTable;
import firefoxsync.http.Spool;
import firefoxsync.mail.MailChannel;
import firefoxsync.oauth.OAuthGrants;
import firefoxsync.oauth.OAuthRoutes;
import firefoxsync.oauth.OAuthServer;
import firefoxsync.oauth.OwnAccessTokenVerifier;
import firefoxsync.oauth.PhoneTokens;
import firefoxsync.people.Person;
import firefoxsync.push.PushChannel;
import firefoxsync.sync.SqlBsoStore;
import firefoxsync.sync.SyncAuth;
import firefoxsync.sync.SyncRoutes;
import firefoxsync.sync.SyncStorage;
import firefoxsync.token.AccessTokenVerifier;
import firefoxsync.token.Admission;
import firefoxsync.token.Pseudonyms;
import firefoxsync.token.SyncBelongings;
import firefoxsync.token.SyncQuotas;
import firefoxsync.token.SyncUsers;
import firefoxsync.token.TokenIssuer;
import firefoxsync.token.TokenRoutes;
import firefoxsync.token.TokenSettings;
import firefoxsync.token.TokenSigner;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * All that a browser meets from sign-up to storage, over real HTTP, for all tests of one class. The
 * token server knows a second issuer beside the accounts, whose tokens say themselves what they are.
 */
final class SignInSite implements BeforeAllCallback, AfterAllCallback {
  static final PublicUrl PUBLIC_URL = PublicUrl.parse("https://sync.example.org");

  private static final String ISSUER = "https://issuer.example";
  private static final MasterSecret MASTER = MasterSecret.of(List.of("a secret for tests"));

  private final TestClock clock = new TestClock();
  private final Secrets secrets = new Secrets();
  private Path directory;
  private DisturbedDatabase database;
  private HttpServer http;
  private SyncQuotas quotas;

  private record QuotaStores(SyncStorage storage) implements SyncQuotas.Stores {
    @Override
    public OptionalLong quota(long uid) {
      return storage.quota(uid);
    }

    @Override
    public void limit(long uid, OptionalLong quotaBytes) {
      storage.limit(uid, quotaBytes);
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    directory = Files.createTempDirectory("sign-in-site");
    database = new DisturbedDatabase(TestDatabases.open(directory));
    var listen = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    http = HttpServer.start(
        new HttpServer.Settings(List.of(listen), "", List.of(), HttpLimits.standard(), false),
        new HttpServer.Site(tables(), ErrorFormat.PLAIN, SyncServer::classify),
        clock);
  }

  private List<RouteTable> tables() {
    var ground = new Ground(database, secrets, clock);
    var store = new SqlBsoStore(database, clock, secrets);
    var storage = new SyncStorage(store, SyncLimits.DEFAULT);
    var stores = new SyncBelongings(database, clock, storage::usedBytes, store::erase);
    quotas = new SyncQuotas(database, new QuotaStores(storage));
    var secretsOfAccounts = new AccountSecrets(
        new PasswordHash(new PasswordHash.Cost(16, 1, 1)), MASTER, secrets.bytes(32));
    var services = new AccountServices(
        ground,
        secretsOfAccounts,
        new AccountsSettings(true, SignUp.OPEN, false),
        new Neighbours(
            List.of(new OAuthGrants(database, clock), stores),
            PUBLIC_URL,
            PushChannel.NONE,
            MailChannel.NONE));
    var sessions = services.sessions();
    var oauth = new OAuthServer(ground, services.accounts(), sessions);
    var tables = new ArrayList<>(OAuthRoutes.tables(oauth, sessions, PUBLIC_URL));
    tables.addAll(new AccountRoutes(PUBLIC_URL, services, secrets).tables());
    tables.add(new DeviceRoutes(ground, sessions, new PhoneTokens(oauth), services.notices())
        .table(SessionAuth.required(sessions, PUBLIC_URL)));
    tables.add(tokens(oauth));
    tables.add(SyncRoutes.table(
        storage,
        new SyncAuth(MASTER, PUBLIC_URL),
        new Spool(directory, 1024 * 1024, 64 * 1024 * 1024),
        secrets));
    return tables;
  }

  private RouteTable tokens(OAuthServer oauth) {
    var verifier = AccessTokenVerifier.anyOf(
        List.of(new OwnAccessTokenVerifier(oauth), SignInSite::verifySecondIssuer));
    var settings = new TokenSettings(
        PUBLIC_URL.base(), MASTER, new Pseudonyms(secrets.bytes(32)), Duration.ofHours(1));
    return TokenRoutes.table(new TokenIssuer(
        new TokenIssuer.Door(verifier, Admission.EVERYBODY),
        new SyncUsers(database, clock, secrets, true),
        new TokenSigner(settings, clock, secrets),
        quotas));
  }

  /** Returns a token of the second issuer; a generation of -1 is left out. */
  static String secondIssuersToken(String accountId, long generation, String scope) {
    return "second issuer " + accountId + " " + generation + " " + scope;
  }

  private static Optional<AccessTokenVerifier.Verified> verifySecondIssuer(String token) {
    var words = List.of(token.split(" ", -1));
    if (words.size() != 5 || !token.startsWith("second issuer ")) {
      return Optional.empty();
    }
    long generation = Long.parseLong(words.get(3));
    return Optional.of(new AccessTokenVerifier.Verified(
        new Person(ISSUER, words.get(2)),
        Set.of(words.get(4)),
        generation < 0 ? OptionalLong.empty() : OptionalLong.of(generation)));
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    http.stop();
    database.close();
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** What {@code user quota} changes. */
  SyncQuotas quotas() {
    return quotas;
  }

  /** The second issuer's person of the account. */
  static Person secondIssuersPerson(String accountId) {
    return new Person(ISSUER, accountId);
  }

  /** Returns a client of the uid's storage. */
  SigningClient storageClient(long uid) {
    return new SigningClient(http.addresses().get(0), PUBLIC_URL, MASTER, clock, uid);
  }

  /** The database below, which can be made to fail. */
  DisturbedDatabase database() {
    return database;
  }

  TestClock clock() {
    return clock;
  }

  /** Sends what no well-behaved client would, and returns the whole answer. */
  String sendText(String request) throws IOException {
    try (var socket = new Socket()) {
      socket.connect(http.addresses().get(0));
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }
  }

  AccountsClient client() {
    int port = http.addresses().get(0).getPort();
    return new AccountsClient(URI.create("http://127.0.0.1:" + port), PUBLIC_URL, clock);
  }
}
