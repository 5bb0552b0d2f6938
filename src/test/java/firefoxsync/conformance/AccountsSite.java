// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import firefoxsync.TestClock;
import firefoxsync.accounts.AccountRoutes;
import firefoxsync.accounts.Accounts;
import firefoxsync.accounts.Ground;
import firefoxsync.accounts.ProfileRoutes;
import firefoxsync.accounts.ProfileTokens;
import firefoxsync.accounts.SessionAuth;
import firefoxsync.accounts.Sessions;
import firefoxsync.accounts.SignIns;
import firefoxsync.accounts.devices.DeviceRoutes;
import firefoxsync.config.PublicUrl;
import firefoxsync.config.SignUp;
import firefoxsync.crypto.PasswordHash;
import firefoxsync.crypto.Secrets;
import firefoxsync.database.SqliteDatabase;
import firefoxsync.http.ErrorFormat;
import firefoxsync.http.HttpFault;
import firefoxsync.http.HttpLimits;
import firefoxsync.http.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** Accounts and profile over real HTTP, with a clock of the test's and a cheap password hash. */
final class AccountsSite implements AutoCloseable {
  static final PublicUrl PUBLIC_URL = PublicUrl.parse("https://sync.example.org");

  final TestClock clock = new TestClock();
  private final SqliteDatabase database;
  private final HttpServer server;

  AccountsSite(Path directory, SignUp signUp, ProfileTokens tokens) {
    database = SqliteDatabase.open(directory.resolve("test.db"));
    var secrets = new Secrets();
    var ground = new Ground(database, secrets, clock);
    var sessions = new Sessions(ground);
    var passwordHash = new PasswordHash(new PasswordHash.Cost(16, 1, 1));
    var accounts = new Accounts(ground, passwordHash, secrets.bytes(32), List.of());
    var signIns = new SignIns(accounts, sessions, signUp, clock);
    var services = new AccountRoutes.Services(accounts, sessions, signIns);
    var tables = List.of(
        new AccountRoutes(PUBLIC_URL, services, secrets).table(),
        new DeviceRoutes(ground, sessions, new NoRefreshTokens())
            .table(SessionAuth.required(sessions, PUBLIC_URL)),
        ProfileRoutes.table(accounts, tokens, PUBLIC_URL));
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
