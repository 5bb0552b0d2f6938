// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import firefoxsync.TestClock;
import firefoxsync.config.PublicUrl;
import firefoxsync.config.SyncLimits;
import firefoxsync.crypto.MasterSecret;
import firefoxsync.crypto.Secrets;
import firefoxsync.database.DatabaseException;
import firefoxsync.database.DisturbedDatabase;
import firefoxsync.database.TestDatabases;
import firefoxsync.http.ErrorFormat;
import firefoxsync.http.HttpFault;
import firefoxsync.http.HttpLimits;
import firefoxsync.http.HttpServer;
import firefoxsync.http.Spool;
import firefoxsync.sync.SqlBsoStore;
import firefoxsync.sync.SyncAuth;
import firefoxsync.sync.SyncRoutes;
import firefoxsync.sync.SyncStorage;
import firefoxsync.tls.TestCertificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Sync storage alone, over real HTTP and a real database, for all tests of one class. */
final class SyncServer implements BeforeAllCallback, AfterAllCallback {
  /** Another origin than the socket's: what a proxy in front would be reached by. */
  static final PublicUrl PUBLIC_URL = PublicUrl.parse("https://sync.example.org");

  static final MasterSecret MASTER =
      MasterSecret.of(List.of("a secret for tests", "an older secret"));

  /** Whether this run of the tests speaks HTTP/2 over TLS. */
  static final boolean IS_HTTP_2 = "h2".equals(System.getProperty("firefoxsync.wire"));

  private final TestClock clock = new TestClock();
  private final AtomicLong uids = new AtomicLong(1000);
  private final SyncLimits limits;
  private Path directory;
  private DisturbedDatabase database;
  private SqlBsoStore store;
  private HttpServer http;

  SyncServer() {
    this(SyncLimits.DEFAULT);
  }

  SyncServer(SyncLimits limits) {
    this.limits = limits;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    directory = Files.createTempDirectory("sync-server");
    database = new DisturbedDatabase(TestDatabases.open(directory));
    store = new SqlBsoStore(database, clock, new Secrets());
    var table = SyncRoutes.table(
        new SyncStorage(store, limits),
        new SyncAuth(MASTER, PUBLIC_URL),
        new Spool(directory, 1024 * 1024, 64 * 1024 * 1024),
        new Secrets());
    http = HttpServer.start(
        new HttpServer.Settings(
            List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
            PUBLIC_URL.prefix(),
            List.of(),
            HttpLimits.standard(),
            false,
            0,
            IS_HTTP_2 ? new HttpServer.Tls(TestCertificates.pair("ec"), Duration.ofDays(1)) : null),
        new HttpServer.Site(List.of(table), ErrorFormat.PLAIN, SyncServer::classify),
        clock);
  }

  /** As the daemon does. */
  static HttpFault classify(Throwable failure) {
    return failure instanceof DatabaseException.Conflict
            || failure instanceof DatabaseException.Unavailable
        ? HttpFault.UNAVAILABLE
        : HttpFault.FAILURE;
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

  /** Where it listens. */
  InetSocketAddress address() {
    return http.addresses().get(0);
  }

  TestClock clock() {
    return clock;
  }

  /** The database below, which can be made to fail. */
  DisturbedDatabase database() {
    return database;
  }

  /** What housekeeping and the token server call. */
  SqlBsoStore store() {
    return store;
  }

  /** Returns a client of a user who has nothing yet. */
  SigningClient client() {
    return client(uids.incrementAndGet());
  }

  /** Returns a client of the user. */
  SigningClient client(long uid) {
    var client = new SigningClient(address(), PUBLIC_URL, MASTER, clock, uid);
    return IS_HTTP_2 ? client.overHttp2() : client;
  }
}
