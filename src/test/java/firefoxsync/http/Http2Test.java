// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import static org.assertj.core.api.Assertions.assertThat;

import firefoxsync.tls.TestCertificates;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** HTTP/2 over TLS gives the answers of HTTP/1.1. */
@Timeout(30)
final class Http2Test {
  private static final Route HELLO =
      Route.get("/hello/{name}", r -> Response.text(200, "hello " + r.head().pathValue("name")));

  private static final Route TARGET =
      Route.get("/target/{any...}", r -> Response.text(200, r.head().target()));

  private static final Route ECHO = Route.post(
          "/echo", r -> Response.of(200, "text/plain", Body.of(r.body())))
      .bodyBytesMax(300_000);

  private static final HttpClient CLIENT = HttpClient.newBuilder()
      .sslContext(TestCertificates.trusting())
      .version(HttpClient.Version.HTTP_2)
      .build();

  @Test
  void answerHasLengthDateAndNosniff() throws Exception {
    try (var server = LocalServer.secure(LocalServer.LIMITS, HELLO)) {
      var answer = get(server, "/hello/you?x=1");

      assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("hello you");
      assertThat(header(answer, "Content-Length")).isEqualTo("9");
      assertThat(header(answer, "Date")).matches("\\w{3}, \\d\\d \\w{3} \\d{4} [\\d:]{8} GMT");
      assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
    }
  }

  @Test
  void headIsGetWithoutItsBody() throws Exception {
    try (var server = LocalServer.secure(LocalServer.LIMITS, HELLO)) {
      var answer = send(
          HttpRequest.newBuilder(server.uri("/hello/you")).method("HEAD", BodyPublishers.noBody()));

      assertThat(header(answer, "Content-Length")).isEqualTo("9");
      assertThat(answer.body()).isEmpty();
    }
  }

  @Test
  void unknownPathIs404AndUnknownMethodIs405WithAllow() throws Exception {
    try (var server = LocalServer.secure(LocalServer.LIMITS, HELLO)) {
      assertThat(get(server, "/nowhere").statusCode()).isEqualTo(404);

      var answer = send(HttpRequest.newBuilder(server.uri("/hello/you")).DELETE());
      assertThat(answer.statusCode()).isEqualTo(405);
      assertThat(header(answer, "Allow")).isEqualTo("GET, HEAD");
    }
  }

  @Test
  void targetStaysAsItCame() throws Exception {
    try (var server = LocalServer.secure(LocalServer.LIMITS, TARGET)) {
      assertThat(get(server, "/target/a%2Cb%41?q=%7e+x&").body())
          .isEqualTo("/target/a%2Cb%41?q=%7e+x&");
    }
  }

  @Test
  void bodyOfAnyKindOfLengthComesWhole() throws Exception {
    try (var server = LocalServer.secure(LocalServer.LIMITS, ECHO)) {
      var text = "0123456789".repeat(30_000);
      var known = BodyPublishers.ofString(text);
      var unknown = BodyPublishers.fromPublisher(known);

      assertThat(post(server, known).body()).isEqualTo(text);
      assertThat(post(server, unknown).body()).isEqualTo(text);
    }
  }

  @Test
  void requestsOfOneConnectionAreAnsweredAsTheyGetReady() throws IOException {
    var open = new CountDownLatch(1);
    var slow = Route.get("/slow", r -> {
      HttpLimitsTest.awaitUninterrupted(open);
      return Response.text(200, "slow");
    });
    try (var server = LocalServer.secure(LocalServer.LIMITS, slow, HELLO);
        var client = RawHttp2.greeted(server.address())) {
      client.get(1, "/slow").get(3, "/hello/you");

      assertThat(client.status(3)).isEqualTo(200);
      open.countDown();
      assertThat(client.status(1)).isEqualTo(200);
    }
  }

  @Test
  void manyRequestsAtOnceAreAllAnswered() throws Exception {
    var limits = LocalServer.crowded(4, Http2Connection.STREAMS_MAX);
    try (var server = LocalServer.secure(limits, HELLO, ECHO)) {
      assertThat(get(server, "/hello/first").statusCode()).isEqualTo(200);
      var answers = new ArrayList<CompletableFuture<HttpResponse<String>>>();
      for (int i = 0; i < Http2Connection.STREAMS_MAX; i++) {
        var request = HttpRequest.newBuilder(server.uri("/hello/" + i)).build();
        answers.add(CLIENT.sendAsync(request, BodyHandlers.ofString()));
      }
      for (int i = 0; i < answers.size(); i++) {
        assertThat(answers.get(i).get().body()).isEqualTo("hello " + i);
      }
    }
  }

  @Test
  void hostMayRepeatTheAuthorityButNotContradictIt() throws IOException {
    try (var server = LocalServer.secure(LocalServer.LIMITS, HELLO);
        var client = RawHttp2.greeted(server.address())) {
      client.head(1, RawHttp2.END_STREAM, "GET", "/hello/you", "host", "localhost");
      assertThat(client.status(1)).isEqualTo(200);

      client.head(3, RawHttp2.END_STREAM, "GET", "/hello/you", "host", "elsewhere");
      var reset = client.await(RawHttp2.RST_STREAM);
      assertThat(reset.stream()).isEqualTo(3);
      assertThat(reset.error()).isEqualTo(RawHttp2.PROTOCOL_ERROR);
    }
  }

  @Test
  void malformedRequestEndsItsStreamAlone() throws IOException {
    try (var server = LocalServer.secure(LocalServer.LIMITS, HELLO);
        var client = RawHttp2.greeted(server.address())) {
      // RFC 9113, 8.2.2: fields that belong to one connection are none of HTTP/2.
      client.head(1, RawHttp2.END_STREAM, "GET", "/hello/you", "connection", "close");
      assertThat(client.await(RawHttp2.RST_STREAM).stream()).isEqualTo(1);

      client.get(3, "/hello/you");
      assertThat(client.status(3)).isEqualTo(200);
    }
  }

  @Test
  void continueComesOnlyAfterAdmission() throws IOException {
    try (var server = LocalServer.secure(LocalServer.LIMITS, ECHO);
        var client = RawHttp2.greeted(server.address())) {
      client.head(1, 0, "POST", "/echo", "content-length", "2", "expect", "100-continue");
      assertThat(client.status(1)).isEqualTo(100);
      client.send(RawHttp2.DATA, RawHttp2.END_STREAM, 1, new byte[] {'h', 'i'});
      assertThat(client.status(1)).isEqualTo(200);
      assertThat(client.await(RawHttp2.DATA).text()).isEqualTo("hi");

      client.head(3, 0, "POST", "/none", "content-length", "2", "expect", "100-continue");
      assertThat(client.status(3)).isEqualTo(404);
    }
  }

  @Test
  void lengthThatDoesNotFitTheBodyEndsTheStream() throws IOException {
    var calls = new AtomicInteger();
    var counted = Route.post("/counted", r -> Response.text(200, "" + calls.incrementAndGet()));
    try (var server = LocalServer.secure(LocalServer.LIMITS, counted);
        var client = RawHttp2.greeted(server.address())) {
      client.head(1, 0, "POST", "/counted", "content-length", "3");
      client.send(RawHttp2.DATA, RawHttp2.END_STREAM, 1, new byte[] {'h', 'i'});

      assertThat(client.await(RawHttp2.RST_STREAM).stream()).isEqualTo(1);
      assertThat(calls).hasValue(0);
    }
  }

  static HttpResponse<String> get(LocalServer server, String target) throws Exception {
    return send(HttpRequest.newBuilder(server.uri(target)));
  }

  private static HttpResponse<String> post(LocalServer server, HttpRequest.BodyPublisher body)
      throws Exception {
    return send(HttpRequest.newBuilder(server.uri("/echo")).POST(body));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}
