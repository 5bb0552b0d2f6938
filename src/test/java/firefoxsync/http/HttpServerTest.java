// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The rules of HTTP that every feature stands on, over real sockets. */
final class HttpServerTest {
  private static final HttpLimits LIMITS = new HttpLimits(
      64,
      4,
      16,
      1024 * 1024,
      Duration.ofSeconds(5),
      Duration.ofSeconds(5),
      Duration.ofSeconds(5),
      1,
      Duration.ofSeconds(5));

  private @Nullable HttpServer server;

  @AfterEach
  void stop() {
    if (server != null) {
      server.stop();
    }
  }

  @Test
  void routeAnswersWithItsPathValueAndTheCommonHeaders() throws IOException {
    try (var client = connect(LIMITS, hello())) {
      var answer = client.get("/hello/w%C3%B6rld?x=1");

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo(new String("hello wörld".getBytes(UTF_8), ISO_8859_1));
      assertThat(answer.header("Date")).endsWith("GMT");
      assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }
  }

  @Test
  void bodyIsHandedToTheHandler() throws IOException {
    try (var client = connect(LIMITS, echo())) {
      client.send("POST /echo HTTP/1.1\r\nHost: test\r\nContent-Length: 5\r\n\r\nab");
      client.send("cde");

      assertThat(client.read().body()).isEqualTo("abcde");
      assertThat(client.get("/nothing").status()).isEqualTo(404);
    }
  }

  private RawClient connect(HttpLimits limits, RouteTable... tables) throws IOException {
    var settings = new HttpServer.Settings(
        List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
        "",
        List.of(),
        limits,
        false);
    var site = new HttpServer.Site(List.of(tables), ErrorFormat.PLAIN, e -> HttpFault.FAILURE);
    server = HttpServer.start(settings, site, Clock.systemUTC());
    return new RawClient(server.addresses().get(0));
  }

  private static RouteTable hello() {
    return RouteTable.of(
        ErrorFormat.PLAIN,
        List.of(""),
        Route.get("/hello/{name}", r -> Response.text(200, "hello " + r.head().pathValue("name"))));
  }

  private static RouteTable echo() {
    return RouteTable.of(
        ErrorFormat.PLAIN,
        List.of(""),
        Route.post("/echo", r -> Response.of(200, "text/plain", Body.of(r.body()))));
  }
}
