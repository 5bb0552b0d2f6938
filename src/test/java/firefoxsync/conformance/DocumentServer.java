// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import firefoxsync.TestClock;
import firefoxsync.crypto.Secrets;
import firefoxsync.database.DatabaseException;
import firefoxsync.database.DisturbedDatabase;
import firefoxsync.database.TestDatabases;
import firefoxsync.http.ErrorFormat;
import firefoxsync.http.HttpFault;
import firefoxsync.http.HttpLimits;
import firefoxsync.http.HttpServer;
import firefoxsync.http.Spool;
import firefoxsync.people.Person;
import firefoxsync.people.UserName;
import firefoxsync.people.UserNames;
import firefoxsync.remotestorage.AccessScope;
import firefoxsync.remotestorage.Documents;
import firefoxsync.remotestorage.RemoteStorageRoutes;
import firefoxsync.remotestorage.access.AppGrants;
import firefoxsync.remotestorage.access.AppTokenAuthenticator;
import firefoxsync.remotestorage.access.GrantTerms;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Documents alone, over real HTTP, with real tokens and a real database, for the tests of a class. */
final class DocumentServer implements BeforeAllCallback, AfterAllCallback {
  /** The longest document here. */
  static final int DOCUMENT_BYTES_MAX = 8 * 1024 * 1024;

  private final TestClock clock = new TestClock();
  private final AtomicInteger people = new AtomicInteger();
  private final Map<Person, Long> quotas = new ConcurrentHashMap<>();
  private final Map<String, Person> byName = new HashMap<>();
  private Path directory;
  private DisturbedDatabase database;
  private UserNames names;
  private AppGrants grants;
  private Documents documents;
  private HttpServer http;

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    directory = Files.createTempDirectory("document-server");
    database = new DisturbedDatabase(TestDatabases.open(directory));
    var secrets = new Secrets();
    names = new UserNames(database);
    grants = new AppGrants(database, secrets, clock);
    documents = new Documents(database, clock, secrets, this::room);
    var tokens = new AppTokenAuthenticator(grants, (snapshot, person) -> OptionalLong.of(0));
    var table = RemoteStorageRoutes.table(
        documents,
        new RemoteStorageRoutes.Door(database, tokens),
        new Spool(directory, 1024 * 1024, 64 * 1024 * 1024),
        clock,
        DOCUMENT_BYTES_MAX);
    http = HttpServer.start(
        new HttpServer.Settings(
            List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
            "",
            List.of(),
            HttpLimits.standard(),
            false),
        new HttpServer.Site(List.of(table), ErrorFormat.PLAIN, DocumentServer::classify),
        clock);
  }

  private OptionalLong room(Person person) {
    var quota = quotas.get(person);
    return quota == null ? OptionalLong.empty() : OptionalLong.of(quota);
  }

  private static HttpFault classify(Throwable failure) {
    return failure instanceof DatabaseException.Conflict
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

  TestClock clock() {
    return clock;
  }

  DisturbedDatabase database() {
    return database;
  }

  Documents documents() {
    return documents;
  }

  /** Returns the client of somebody who has nothing yet, with a token of that scope. */
  DocumentClient newPerson(String scope) {
    var name = "p" + people.incrementAndGet();
    var person = Person.local("account-of-" + name);
    names.choose(person, new UserName(name));
    byName.put(name, person);
    return stranger(name).with(token(name, scope, OptionalLong.empty()));
  }

  /** Returns the client of nobody in particular, for the documents of the name. */
  DocumentClient stranger(String name) {
    return new DocumentClient(http.addresses().get(0), "/rs/" + name, name, "");
  }

  /** Returns a new token of the person who has the name. */
  String token(String name, String scope, OptionalLong expiresAt) {
    var terms = new GrantTerms(
        "https://app.example", "", AccessScope.parse(scope), OptionalLong.of(0), expiresAt);
    return grants.grant(person(name), terms).text();
  }

  /** Ends all tokens of the person who has the name. */
  void revokeAll(String name) {
    grants.ofPerson(person(name)).forEach(grant -> grants.revoke(grant.id()));
  }

  /** Limits how much the person who has the name may keep. */
  void quota(String name, long bytes) {
    quotas.put(person(name), bytes);
  }

  Person person(String name) {
    return byName.get(name);
  }
}
