// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How requests find their routes and come back as answers, over real sockets. */
final class HttpServerTest {
  private static final Route HELLO =
      Route.get("/hello/{name}", r -> Response.text(200, "hello " + r.head().pathValue("name")));

  private static final Route TARGET =
      Route.get("/target/{any...}", r -> Response.text(200, r.head().target()));

  private static final Route ECHO =
      Route.post("/echo", r -> Response.of(200, "text/plain", Body.of(r.body())));

  @Test
  void answerHasLengthDateAndNosniff() throws IOException {
    try (var server = LocalServer.of(HELLO);
        var client = server.connect()) {
      var answer = client.get("/hello/you?x=1");

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("hello you");
      assertThat(answer.header("Content-Length")).isEqualTo("9");
      assertThat(answer.header("Date")).matches("\\w{3}, \\d\\d \\w{3} \\d{4} [\\d:]{8} GMT");
      assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }
  }

  @Test
  void headIsGetWithoutItsBody() throws IOException {
    try (var server = LocalServer.of(HELLO);
        var client = server.connect()) {
      client.request("HEAD /hello/you");

      assertThat(client.readHead().header("Content-Length")).isEqualTo("9");
      assertThat(client.get("/hello/next").body()).isEqualTo("hello next");
    }
  }

  @Test
  void unknownPathIs404AndUnknownMethodIs405WithAllow() throws IOException {
    try (var server = LocalServer.of(HELLO, ECHO);
        var client = server.connect()) {
      assertThat(client.get("/nowhere").status()).isEqualTo(404);

      var answer = client.request("PATCH /hello/you").read();
      assertThat(answer.status()).isEqualTo(405);
      assertThat(answer.header("Allow")).isEqualTo("GET, HEAD");
      assertThat(client.get("/echo").header("Allow")).isEqualTo("POST");
    }
  }

  @Test
  void targetStaysAsItCame() throws IOException {
    try (var server = LocalServer.of(TARGET);
        var client = server.connect()) {
      assertThat(client.get("/target/a%2Cb%41?q=%7e+x&").body())
          .isEqualTo("/target/a%2Cb%41?q=%7e+x&");
    }
  }

  @Test
  void absoluteFormIsReducedToThePath() throws IOException {
    try (var server = LocalServer.of(TARGET);
        var client = server.connect()) {
      assertThat(client.get("http://other:81/target/x?y=1").body()).isEqualTo("/target/x?y=1");
    }
  }

  @Test
  void prefixOfThePublicUrlMayBeThereOrNot() throws IOException {
    var table = RouteTable.of(ErrorFormat.PLAIN, List.of(""), TARGET);
    try (var server = LocalServer.of("/sync", table);
        var client = server.connect()) {
      assertThat(client.get("/sync/target/x?y").body()).isEqualTo("/target/x?y");
      assertThat(client.get("/target/x?y").body()).isEqualTo("/target/x?y");
      assertThat(client.get("/syncer/target/x").status()).isEqualTo(404);
    }
  }

  @Test
  void malformedQueryIs400() throws IOException {
    try (var server = LocalServer.of(TARGET);
        var client = server.connect()) {
      assertThat(client.get("/target/x?a=%zz").status()).isEqualTo(400);
    }
  }

  @Test
  void bodyMayComeInPiecesOrChunks() throws IOException {
    try (var server = LocalServer.of(ECHO);
        var client = server.connect()) {
      client.request("POST /echo", "Content-Length: 5").send("ab").send("cde");
      assertThat(client.read().body()).isEqualTo("abcde");

      client.request("POST /echo", "Transfer-Encoding: chunked");
      client.send("3\r\nabc\r\n").send("2\r\nde\r\n0\r\n\r\n");
      assertThat(client.read().body()).isEqualTo("abcde");
    }
  }

  @Test
  void pipelinedRequestsAreAnsweredInTheirOrder() throws IOException {
    try (var server = LocalServer.of(HELLO, ECHO);
        var client = server.connect()) {
      var requests = new StringBuilder();
      for (int i = 0; i < 20; i++) {
        requests.append("GET /hello/").append(i).append(" HTTP/1.1\r\nHost: test\r\n\r\n");
        requests.append("POST /echo HTTP/1.1\r\nHost: test\r\nContent-Length: 2\r\n\r\n");
        requests.append(i + 10);
      }
      client.send(requests.toString());

      for (int i = 0; i < 20; i++) {
        assertThat(client.read().body()).isEqualTo("hello " + i);
        assertThat(client.read().body()).isEqualTo("" + (i + 10));
      }
    }
  }

  @Test
  void oldClientsAreClosedUnlessTheyAskToStay() throws IOException {
    try (var server = LocalServer.of(HELLO);
        var client = server.connect()) {
      client.send("GET /hello/a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
      assertThat(client.read().header("Connection")).isEqualTo("keep-alive");

      assertThat(client.send("GET /hello/b HTTP/1.0\r\n\r\n").read().body()).isEqualTo("hello b");
      assertThat(client.isAtEnd()).isTrue();
    }
  }

  @Test
  void requestThatTwoServersMayReadDifferentlyIs400() throws IOException {
    var ambiguous = List.of(
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\n",
        "GET /hello/you HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET /hello/you HTTP/1.1\r\n\r\n");
    try (var server = LocalServer.of(HELLO, ECHO)) {
      for (var request : ambiguous) {
        try (var client = server.connect()) {
          assertThat(client.send(request).read().status()).as(request).isEqualTo(400);
          assertThat(client.isAtEnd()).isTrue();
        }
      }
    }
  }

  @Test
  void failureIs500WithAReferenceAndWithoutItsReason() throws IOException {
    var route = Route.get("/fail", r -> {
      throw new IllegalStateException("secret");
    });
    try (var server = LocalServer.of(route);
        var client = server.connect()) {
      var answer = client.get("/fail");

      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.body()).contains("reference ").doesNotContain("secret");
    }
  }

  @Test
  void conflictIs503WithRetryAfter() throws IOException {
    var route = Route.get("/busy", r -> {
      throw new LocalServer.Busy();
    });
    try (var server = LocalServer.of(route);
        var client = server.connect()) {
      var answer = client.get("/busy");

      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.header("Retry-After")).isEqualTo("5");
    }
  }

  @Test
  void folderExceptionIsWrittenByItsFormatAndFiltersAddToEveryAnswer() throws IOException {
    var route = Route.get("/teapot", r -> {
      throw new IllegalArgumentException("tea");
    });
    var table = RouteTable.of(new TeaErrors(), List.of("/tea"), route).around(new Stamp());
    try (var server = LocalServer.of("", table);
        var client = server.connect()) {
      var refused = client.get("/tea/teapot");
      assertThat(refused.status()).isEqualTo(418);
      assertThat(refused.header("X-Stamp")).isEqualTo("GET");
      assertThat(client.get("/tea/none").header("X-Stamp")).isEqualTo("GET");
      assertThat(client.get("/none").header("X-Stamp")).isEmpty();
    }
  }

  @Test
  void preflightIsAnsweredWithoutFiltersEvenWhereNoRouteIs() throws IOException {
    var cors = new Cors(List.of("GET", "PUT"), List.of("Authorization"), List.of("ETag"), 60);
    var table = RouteTable.of(ErrorFormat.PLAIN, List.of("/open"), HELLO)
        .around(new Closed())
        .cors(cors);
    try (var server = LocalServer.of("", table);
        var client = server.connect()) {
      var preflight = client
          .request("OPTIONS /open/none", "Origin: localhost", "Access-Control-Request-Method: PUT")
          .read();
      assertThat(preflight.status()).isEqualTo(204);
      assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo("localhost");
      assertThat(preflight.header("Access-Control-Allow-Methods")).isEqualTo("GET, PUT");
      assertThat(preflight.header("Access-Control-Max-Age")).isEqualTo("60");

      var refused = client.request("GET /open/hello/x", "Origin: localhost").read();
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.header("Access-Control-Allow-Origin")).isEqualTo("localhost");
      assertThat(refused.header("Access-Control-Expose-Headers")).isEqualTo("ETag");
      assertThat(refused.header("Vary")).isEqualTo("Origin");

      var plain = client.get("/open/hello/x");
      assertThat(plain.header("Access-Control-Allow-Origin")).isEqualTo("*");
    }
  }

  @Test
  void forwardedAddressOfATrustedProxyIsTheClients() throws IOException {
    var route = Route.get("/me", r -> Response.text(200, r.head().clientAddress()));
    try (var server = LocalServer.of(route);
        var client = server.connect()) {
      client.request("GET /me", "X-Forwarded-For: 1.1.1.1, 192.0.2.9");

      assertThat(client.read().body()).isEqualTo("192.0.2.9");
    }
  }

  private static final class TeaErrors implements ErrorFormat {
    @Override
    public Response fault(HttpFault fault, RequestHead head, Optional<String> reference) {
      return Response.of(fault.status());
    }

    @Override
    public Optional<Response> refusal(RuntimeException exception, RequestHead head) {
      return Optional.of(Response.text(418, exception.getMessage() + ""));
    }
  }

  private static final class Stamp implements Filter {
    @Override
    public Response answer(RequestHead head, Response response) {
      return response.header("X-Stamp", head.method());
    }
  }

  private static final class Closed implements Filter {
    @Override
    public void admit(RequestHead head) {
      throw new FaultException(HttpFault.UNAVAILABLE, "closed");
    }
  }
}
