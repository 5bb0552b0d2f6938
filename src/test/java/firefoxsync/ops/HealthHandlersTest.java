// SPDX-License-Identifier: MPL-2.0
package firefoxsync.ops;

import static org.assertj.core.api.Assertions.assertThat;

import firefoxsync.LogLines;
import firefoxsync.database.DatabaseException;
import firefoxsync.http.ErrorFormat;
import firefoxsync.http.HttpFault;
import firefoxsync.http.HttpLimits;
import firefoxsync.http.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What monitors are told. Sync's description of the operation endpoints is the measure. */
final class HealthHandlersTest {
  private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
  private final HttpClient client = HttpClient.newHttpClient();

  @SuppressWarnings("NullAway.Init")
  private HttpServer server;

  @BeforeEach
  void start() {
    var handlers = new HealthHandlers("1.2.3", 0, () -> {
      var how = failure.get();
      if (how != null) {
        throw how;
      }
    });
    var listen = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    server = HttpServer.start(
        new HttpServer.Settings(List.of(listen), "", List.of(), HttpLimits.standard(), false),
        new HttpServer.Site(
            List.of(HealthRoutes.table(handlers)), ErrorFormat.PLAIN, e -> HttpFault.FAILURE),
        Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void heartbeatIsOkWhileTheDatabaseAnswers() throws Exception {
    var answer = get("/__heartbeat__");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .contains("\"version\":\"1.2.3\"", "\"database\":\"Ok\"", "\"status\":\"Ok\"");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
  }

  @Test
  void heartbeatIs503WhenTheDatabaseFails() throws Exception {
    failure.set(new IllegalStateException("down"));

    var answer = get("/__heartbeat__");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("\"database\":\"Unknown\"", "\"status\":\"Err\"");
    assertThat(get("/__lbheartbeat__").statusCode()).isEqualTo(200);
  }

  /** Anybody may ask for it, as often as she likes. */
  @Test
  void heartbeatLeavesItToTheDatabaseToTellWhatIsWrong() throws Exception {
    try (var log = new LogLines(HealthHandlers.class.getName())) {
      failure.set(new DatabaseException.Unavailable("reading", new IOException("no disk")));
      assertThat(get("/__heartbeat__").statusCode()).isEqualTo(503);
      failure.set(new DatabaseException.Conflict("too many reads at once"));
      assertThat(get("/__heartbeat__").statusCode()).isEqualTo(503);
      assertThat(log.take()).isEmpty();

      failure.set(new IllegalStateException("broken"));
      get("/__heartbeat__");
      assertThat(log.take()).containsExactly("the database does not answer: broken");
    }
  }

  /** Clause 2.1: these are none of the storage service. */
  @Test
  void operationsTellNoTimeOfSync() throws Exception {
    for (var path : List.of("/__heartbeat__", "/__lbheartbeat__", "/__version__")) {
      assertThat(get(path).headers().firstValue("X-Weave-Timestamp")).isEmpty();
    }
  }

  @Test
  void versionIsTold() throws Exception {
    assertThat(get("/__version__").body()).contains("\"version\":\"1.2.3\"", "\"source\"");
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    int port = server.addresses().get(0).getPort();
    var request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build();
    return client.send(request, BodyHandlers.ofString());
  }
}
