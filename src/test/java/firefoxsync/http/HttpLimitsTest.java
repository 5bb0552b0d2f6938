// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What strangers and slow clients may take, and what they are told when it is too much. */
@Timeout(30)
final class HttpLimitsTest {
  private static final Route ECHO = Route.post(
          "/echo", r -> Response.of(200, "text/plain", Body.of(r.body())))
      .bodyBytesMax(100);

  private static final Filter REFUSE = new Filter() {
    @Override
    public void admit(RequestHead head) {
      throw new FaultException(HttpFault.NOT_FOUND, "not for you");
    }
  };

  @Test
  void announcedBodyOverTheLimitIs413BeforeItComes() throws IOException {
    try (var server = LocalServer.of(ECHO);
        var client = server.connect()) {
      client.request("POST /echo", "Content-Length: 1000000");

      var answer = client.read();
      assertThat(answer.status()).isEqualTo(413);
      assertThat(answer.header("Connection")).isEqualTo("close");
      assertThat(client.isAtEnd()).isTrue();
    }
  }

  @Test
  void smallRefusedBodyIsDrainedAndTheConnectionStays() throws IOException {
    try (var server = LocalServer.of(ECHO);
        var client = server.connect()) {
      client.request("POST /echo", "Content-Length: 101");
      assertThat(client.read().status()).isEqualTo(413);

      client.send("x".repeat(101));
      client.request("POST /echo", "Content-Length: 2").send("hi");
      assertThat(client.read().body()).isEqualTo("hi");
    }
  }

  @Test
  void chunkedBodyOverTheLimitIs413() throws IOException {
    try (var server = LocalServer.of(ECHO);
        var client = server.connect()) {
      client.request("POST /echo", "Transfer-Encoding: chunked");
      client.send("40\r\n" + "x".repeat(64) + "\r\n").send("40\r\n" + "x".repeat(64) + "\r\n");

      assertThat(client.read().status()).isEqualTo(413);
      assertThat(client.isAtEnd()).isTrue();
    }
  }

  @Test
  void continueComesOnlyAfterAdmission() throws IOException {
    var guarded = Route.post("/guarded", r -> Response.of(200)).with(REFUSE);
    var head = " HTTP/1.1\r\nHost: t\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n";
    try (var server = LocalServer.of(ECHO, guarded);
        var welcome = server.connect();
        var refused = server.connect()) {
      assertThat(welcome.send("POST /echo" + head).readHead().status()).isEqualTo(100);
      assertThat(welcome.send("hi").read().body()).isEqualTo("hi");

      assertThat(refused.send("POST /guarded" + head).read().status()).isEqualTo(404);
      assertThat(refused.isAtEnd()).isTrue();
    }
  }

  @Test
  void fullQueueIs503WithRetryAfter() throws IOException {
    var open = new CountDownLatch(1);
    var running = new AtomicInteger();
    var slow = Route.get("/slow", r -> {
      running.incrementAndGet();
      awaitUninterrupted(open);
      return Response.of(200);
    });
    try (var server = LocalServer.of(LocalServer.crowded(1, 1), slow);
        var first = server.connect();
        var second = server.connect()) {
      first.request("GET /slow");
      await().until(() -> running.get() == 1);

      // One of the two gets the last place in the queue.
      second.request("GET /slow");
      try (var third = server.connect()) {
        third.request("GET /slow");
        await().until(() -> second.hasInput() || third.hasInput());
        var refused = (second.hasInput() ? second : third).read();
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("Retry-After")).isEqualTo("5");
        open.countDown();
        assertThat(first.read().status()).isEqualTo(200);
      }
    }
  }

  @Test
  void bodiesOverTheSharedBudgetAre503() throws IOException {
    long half = LocalServer.LIMITS.bodyBudgetBytes() / 2 + 1;
    var large = Route.post("/large", r -> Response.of(200)).bodyBytesMax(2 * half);
    var head = "POST /large HTTP/1.1\r\nHost: t\r\nContent-Length: " + half
        + "\r\nExpect: 100-continue\r\n\r\n";
    try (var server = LocalServer.of(large)) {
      try (var first = server.connect();
          var second = server.connect()) {
        assertThat(first.send(head).readHead().status()).isEqualTo(100);
        assertThat(second.send(head).read().status()).isEqualTo(503);
      }
      // A client that leaves gives its share back.
      await().untilAsserted(() -> {
        try (var third = server.connect()) {
          assertThat(third.send(head).readHead().status()).isEqualTo(100);
        }
      });
    }
  }

  @Test
  void slowHeadIs408() throws IOException {
    var limits = LocalServer.hasty(LocalServer.SHORT, Duration.ofSeconds(20), Duration.ofDays(1));
    try (var server = LocalServer.of(limits, ECHO);
        var client = server.connect()) {
      assertThat(client.send("POST /echo HTT").read().status()).isEqualTo(408);
      assertThat(client.isAtEnd()).isTrue();
    }
  }

  @Test
  void silentBodyIs408() throws IOException {
    var limits = LocalServer.hasty(Duration.ofDays(1), Duration.ofDays(1), LocalServer.SHORT);
    try (var server = LocalServer.of(limits, ECHO);
        var client = server.connect()) {
      client.request("POST /echo", "Content-Length: 9").send("abc");

      assertThat(client.read().status()).isEqualTo(408);
      assertThat(client.isAtEnd()).isTrue();
    }
  }

  @Test
  void idleConnectionIsClosedWithoutAWord() throws IOException {
    var limits = LocalServer.hasty(Duration.ofDays(1), LocalServer.SHORT, Duration.ofDays(1));
    try (var server = LocalServer.of(limits, ECHO);
        var client = server.connect()) {
      assertThat(client.get("/none").status()).isEqualTo(404);
      assertThat(client.isAtEnd()).isTrue();
    }
  }

  @Test
  void requestLineOf20KiBPassesAndOf40KiBIs414() throws IOException {
    var route =
        Route.get("/long", r -> Response.text(200, "" + r.head().target().length()));
    try (var server = LocalServer.of(route);
        var client = server.connect()) {
      assertThat(client.get("/long?" + "x".repeat(20 * 1024)).body()).isEqualTo("20486");
      assertThat(client.get("/long?" + "x".repeat(40 * 1024)).status()).isEqualTo(414);
      assertThat(client.isAtEnd()).isTrue();
    }
  }

  @Test
  void headersOf16KiBPassAndOf40KiBAre431() throws IOException {
    var route = Route.get("/", r -> Response.of(200));
    var head = "GET / HTTP/1.1\r\nHost: t\r\nX-Long: ";
    try (var server = LocalServer.of(route);
        var client = server.connect()) {
      client.send(head + "x".repeat(16 * 1024) + "\r\n\r\n");
      assertThat(client.read().status()).isEqualTo(200);

      client.send(head + "x".repeat(40 * 1024) + "\r\n\r\n");
      assertThat(client.read().status()).isEqualTo(431);
    }
  }

  @Test
  void oneConnectionTooManyIsClosed() throws IOException {
    try (var server = LocalServer.of(ECHO)) {
      var clients = new ArrayList<RawClient>();
      for (int i = 0; i < LocalServer.LIMITS.connectionsMax(); i++) {
        var client = server.connect();
        clients.add(client);
        assertThat(client.get("/none").status()).isEqualTo(404);
      }
      try (var last = server.connect()) {
        assertThat(last.isAtEnd()).isTrue();
      }
      for (var client : clients) {
        client.close();
      }
    }
  }

  static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
