// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import firefoxsync.Daemon;
import firefoxsync.TestClock;
import firefoxsync.cli.FirefoxSync;
import firefoxsync.config.ConfigReader;
import firefoxsync.config.PublicUrl;
import firefoxsync.database.TestDatabases;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The whole daemon with remoteStorage, for all tests of one class, and the commands beside it. */
final class RemoteStorageSite implements BeforeAllCallback, AfterAllCallback {
  static final PublicUrl PUBLIC_URL = PublicUrl.parse("https://sync.example.org");
  static final String SYNC_SCOPE = "https://identity.mozilla.com/apps/oldsync";

  private static final HttpClient HTTP = HttpClient.newBuilder()
      .version(HttpClient.Version.HTTP_1_1)
      .followRedirects(HttpClient.Redirect.NEVER)
      .build();

  private final AtomicInteger people = new AtomicInteger();
  private final TestClock clock = new TestClock();
  private final String more;
  private Path directory;
  private Path config;
  private Daemon daemon;

  /** A person with a user name, and the client that acts with her session. */
  record Resident(String name, Person person, AccountsClient.Answer signUp, AccountsClient client) {
    String accountId() {
      return signUp.json().path("uid").asText();
    }

    String sessionToken() {
      return signUp.json().path("sessionToken").asText();
    }
  }

  /** Takes more lines of the table {@code [remotestorage]}. */
  RemoteStorageSite(String more) {
    this.more = more;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    directory = Files.createTempDirectory("remotestorage-site");
    TestDatabases.keep(directory);
    Files.writeString(directory.resolve("master.secret"), "guards nothing but this test");
    config = Files.writeString(
        directory.resolve("firefox-sync.toml"),
        """
        public_url = "%s"
        listen = ["127.0.0.1:0"]
        [secrets]
        master_file = "%s/master.secret"
        [accounts]
        sign_up = "open"
        [remotestorage]
        enabled = true
        %s
        [database]
        """
                .formatted(PUBLIC_URL.base(), directory, more)
            + TestDatabases.toml(directory));
    daemon = Daemon.start(ConfigReader.read(config, Map.of()), clock, "test", Map.of());
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    daemon.close();
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  TestClock clock() {
    return clock;
  }

  AccountsClient client() {
    return new AccountsClient(uri(""), PUBLIC_URL, clock);
  }

  /** Returns where the daemon listens. */
  InetSocketAddress address() {
    return daemon.addresses().get(0);
  }

  /** Returns a new person who has no user name yet; the name is one that she could take. */
  Resident newcomer() {
    int number = people.incrementAndGet();
    var person = new Person("person" + number + "@example.org");
    var signUp = person.signUp(client(), Map.of());
    var token = signUp.json().path("sessionToken").asText();
    return new Resident("person" + number, person, signUp, client().withBearer(token));
  }

  /** Returns a new person who has chosen her user name. */
  Resident resident() {
    var newcomer = newcomer();
    newcomer.client().post("/auth/v1/remotestorage/name", Map.of("name", newcomer.name()));
    return newcomer;
  }

  /** Runs a command of the administrator's and returns what it printed. */
  String run(String... words) {
    var out = new StringWriter();
    var arguments = new ArrayList<>(List.of(words));
    arguments.addAll(List.of("--config", config.toString()));
    int status = FirefoxSync.commandLine()
        .setOut(new PrintWriter(out))
        .execute(arguments.toArray(String[]::new));
    if (status != 0) {
      throw new IllegalStateException(arguments + " ended with " + status);
    }
    return out.toString();
  }

  HttpResponse<String> get(String path, String... headers) {
    return send(request(path, headers).GET());
  }

  HttpResponse<String> postForm(String path, Map<String, String> form, String... headers) {
    var body = form.entrySet().stream()
        .map(field -> field.getKey() + "=" + encode(field.getValue()))
        .collect(Collectors.joining("&"));
    return send(request(path, headers)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  HttpResponse<String> put(String path, String body, String... headers) {
    return send(request(path, headers)
        .header("Content-Type", "text/plain")
        .PUT(HttpRequest.BodyPublishers.ofString(body)));
  }

  HttpResponse<String> send(String method, String path, String... headers) {
    return send(request(path, headers).method(method, HttpRequest.BodyPublishers.noBody()));
  }

  static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  private HttpRequest.Builder request(String path, String... headers) {
    var builder = HttpRequest.newBuilder(uri(path));
    return headers.length == 0 ? builder : builder.headers(headers);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + daemon.addresses().get(0).getPort() + path);
  }
}
