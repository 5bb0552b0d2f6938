// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import firefoxsync.TestClock;
import firefoxsync.accounts.AccountRoutes;
import firefoxsync.accounts.AccountSecrets;
import firefoxsync.accounts.AccountServices;
import firefoxsync.accounts.Ground;
import firefoxsync.accounts.Neighbours;
import firefoxsync.accounts.SessionAuth;
import firefoxsync.accounts.TestNeighbours;
import firefoxsync.accounts.devices.DeviceRoutes;
import firefoxsync.accounts.profile.ProfileRoutes;
import firefoxsync.accounts.profile.ProfileTokens;
import firefoxsync.accounts.profile.StoredData;
import firefoxsync.config.AccountsSettings;
import firefoxsync.config.PublicUrl;
import firefoxsync.config.SignUp;
import firefoxsync.crypto.MasterSecret;
import firefoxsync.crypto.PasswordHash;
import firefoxsync.crypto.Secrets;
import firefoxsync.database.Database;
import firefoxsync.database.TestDatabases;
import firefoxsync.http.ErrorFormat;
import firefoxsync.http.HttpFault;
import firefoxsync.http.HttpLimits;
import firefoxsync.http.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Accounts and profile over real HTTP, with a clock of the test's and a cheap password hash. */
final class AccountsSite implements AutoCloseable {
  static final PublicUrl PUBLIC_URL = PublicUrl.parse("https://sync.example.org");

  final TestClock clock = new TestClock();
  private final Database database;
  private final HttpServer server;

  final AccountServices services;

  AccountsSite(Path directory, SignUp signUp, ProfileTokens tokens) {
    this(directory, new AccountsSettings(true, signUp, false), tokens);
  }

  AccountsSite(Path directory, AccountsSettings settings, ProfileTokens tokens) {
    this(directory, settings, tokens, TestNeighbours.NONE);
  }

  AccountsSite(
      Path directory, AccountsSettings settings, ProfileTokens tokens, Neighbours neighbours) {
    database = TestDatabases.open(directory);
    var secrets = new Secrets();
    var ground = new Ground(database, secrets, clock);
    var hash = new PasswordHash(new PasswordHash.Cost(16, 1, 1));
    var master = MasterSecret.of(List.of("a secret for tests"));
    services = new AccountServices(
        ground, new AccountSecrets(hash, master, new byte[32]), settings, neighbours);
    var sessions = services.sessions();
    var tables = new ArrayList<>(new AccountRoutes(PUBLIC_URL, services, secrets).tables());
    tables.add(new DeviceRoutes(ground, sessions, new NoRefreshTokens(), services.notices())
        .table(SessionAuth.required(sessions, PUBLIC_URL)));
    var profile = new ProfileRoutes(services, PUBLIC_URL);
    tables.add(profile.table(tokens));
    tables.add(profile.ownTable(new StoredData(person -> List.of(), person -> 0)));
    var listen = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    server = HttpServer.start(
        new HttpServer.Settings(List.of(listen), "", List.of(), HttpLimits.standard(), false),
        new HttpServer.Site(tables, ErrorFormat.PLAIN, e -> HttpFault.FAILURE),
        clock);
  }

  AccountsClient client() {
    int port = server.addresses().get(0).getPort();
    return new AccountsClient(URI.create("http://127.0.0.1:" + port), PUBLIC_URL, clock);
  }

  @Override
  public void close() {
    server.stop();
    database.close();
  }
}
