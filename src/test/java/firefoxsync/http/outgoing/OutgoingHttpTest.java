// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http.outgoing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import firefoxsync.http.outgoing.OutgoingException.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client that asks others, against a server of somebody else. */
@Timeout(60)
final class OutgoingHttpTest {
  private static final OutgoingLimits LIMITS = new OutgoingLimits(Duration.ofSeconds(20), 1000, 3);

  private Elsewhere elsewhere;
  private OutgoingHttp client;

  @BeforeEach
  void start() throws IOException {
    elsewhere = new Elsewhere();
    client = client(new Reach(List.of("127.0.0.1"), List.of(), null));
  }

  @AfterEach
  void stop() {
    client.close();
    elsewhere.close();
  }

  @Test
  void answerIsWhole() {
    var answer = client.send(OutgoingRequest.get(elsewhere.uri("/path?query=1")), LIMITS);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(new String(answer.body(), UTF_8)).isEqualTo("hello");
    assertThat(answer.headers().first("Content-Length")).hasValue("5");
    assertThat(elsewhere.asked().get(0).target()).isEqualTo("/path?query=1");
  }

  @Test
  void errorsAreAnswersToo() {
    elsewhere.on("/gone", exchange -> Elsewhere.reply(exchange, 410, "gone"));
    assertThat(get("/gone").status()).isEqualTo(410);
  }

  @Test
  void clientSaysWhoItIsAndNothingElse() {
    get("/");
    var headers = elsewhere.asked().get(0).headers();
    assertThat(headers.getFirst("User-Agent")).isEqualTo("firefox-sync/1.2test");
    // As the JDK's server spells them.
    assertThat(headers.keySet()).containsExactlyInAnyOrder("Host", "User-agent", "Connection");
  }

  @Test
  void cookiesAreNotKept() {
    elsewhere.on("/cookie", exchange -> {
      exchange.getResponseHeaders().set("Set-Cookie", "id=1; Path=/");
      Elsewhere.reply(exchange, 200, "");
    });
    get("/cookie");
    get("/");
    assertThat(elsewhere.asked().get(1).headers()).doesNotContainKey("Cookie");
  }

  @Test
  void postCarriesItsBodyAndType() {
    var request =
        OutgoingRequest.post(elsewhere.uri("/"), "application/json", "{\"a\":1}".getBytes(UTF_8));
    client.send(request, LIMITS);

    var asked = elsewhere.asked().get(0);
    assertThat(asked.method()).isEqualTo("POST");
    assertThat(asked.body()).isEqualTo("{\"a\":1}");
    assertThat(asked.headers().get("Content-Type")).containsExactly("application/json");
  }

  @Test
  void postThatBrokeIsNotSentAgain() {
    elsewhere.on("/breaks", exchange -> {});
    var request =
        OutgoingRequest.post(elsewhere.uri("/breaks"), "text/plain", "once".getBytes(UTF_8));

    assertThat(failure(request)).isEqualTo(Kind.UNREACHABLE);
    assertThat(elsewhere.asked()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "2130706433",
        "127.0.0.2",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "0.0.0.0",
        "0",
        "[::]"
      })
  void thisMachineIsRefusedUnderEveryName(String host) {
    var client = client(new Reach(List.of(), List.of(), null));
    var uri = URI.create("http://" + host + ":" + elsewhere.port() + "/");

    assertThat(failure(client, OutgoingRequest.get(uri))).isEqualTo(Kind.REFUSED_ADDRESS);
    assertThat(elsewhere.asked()).isEmpty();
  }

  @Test
  void originThatTheConfigurationNamesIsAskedAtItsPortAlone() throws IOException {
    var client = client(new Reach(List.of(), List.of(elsewhere.uri("/any/path")), null));
    assertThat(client.send(OutgoingRequest.get(elsewhere.uri("/")), LIMITS).status())
        .isEqualTo(200);
    try (var other = new Elsewhere()) {
      assertThat(failure(client, OutgoingRequest.get(other.uri("/"))))
          .isEqualTo(Kind.REFUSED_ADDRESS);
    }
  }

  @Test
  void allowedHostIsComparedWithoutCase() {
    var client = client(new Reach(List.of("LocalHost"), List.of(), null));
    var uri = URI.create("http://LOCALHOST:" + elsewhere.port() + "/");
    assertThat(client.send(OutgoingRequest.get(uri), LIMITS).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void redirectsOfGetAreFollowed(int status) {
    elsewhere.redirect("/from", status, "/to");
    assertThat(get("/from").status()).isEqualTo(200);
    assertThat(elsewhere.asked()).extracting(Elsewhere.Asked::target).contains("/from", "/to");
  }

  @Test
  void redirectOfPostIsTheAnswer() {
    elsewhere.redirect("/from", 307, "/to");
    var request = OutgoingRequest.post(elsewhere.uri("/from"), "text/plain", new byte[1]);
    assertThat(client.send(request, LIMITS).status()).isEqualTo(307);
    assertThat(elsewhere.asked()).hasSize(1);
  }

  @Test
  void redirectsHaveALimit() {
    elsewhere.redirect("/circle", 302, "/circle");
    assertThat(failure(OutgoingRequest.get(elsewhere.uri("/circle")))).isEqualTo(Kind.BAD_REDIRECT);
    assertThat(elsewhere.asked()).hasSize(1 + LIMITS.redirectsMax());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ftp://example.org/", "file:///etc/passwd", "http://a:b@example.org/", ":"})
  void redirectToNoWebAddressIsRefused(String location) {
    elsewhere.redirect("/from", 302, location);
    assertThat(failure(OutgoingRequest.get(elsewhere.uri("/from")))).isEqualTo(Kind.BAD_REDIRECT);
  }

  @Test
  void redirectToThisMachineIsRefused() {
    elsewhere.redirect("/from", 302, elsewhere.uriByName("/to").toString());
    assertThat(failure(OutgoingRequest.get(elsewhere.uri("/from"))))
        .isEqualTo(Kind.REFUSED_ADDRESS);
    assertThat(elsewhere.asked()).hasSize(1);
  }

  @Test
  void credentialStaysWithItsOrigin() {
    var client = client(new Reach(List.of("127.0.0.1", "localhost"), List.of(), null));
    elsewhere.redirect("/from", 302, "/here");
    elsewhere.redirect("/here", 302, elsewhere.uriByName("/there").toString());
    elsewhere.redirect("/there", 302, elsewhere.uri("/back").toString());
    var request = OutgoingRequest.get(elsewhere.uri("/from"))
        .header("Authorization", "Bearer secret")
        .header("Accept", "text/plain");

    assertThat(client.send(request, LIMITS).status()).isEqualTo(200);
    assertThat(elsewhere.asked())
        .extracting(asked -> asked.headers().containsKey("Authorization"))
        .containsExactly(true, true, false, false);
    assertThat(elsewhere.asked().get(3).headers().getFirst("Accept")).isEqualTo("text/plain");
  }

  @Test
  void answerMayBeAsLongAsItsLimitAndNoLonger() {
    elsewhere.on("/fits", exchange -> Elsewhere.reply(exchange, 200, "x".repeat(1000)));
    elsewhere.on("/long", exchange -> Elsewhere.reply(exchange, 200, "x".repeat(1001)));
    elsewhere.on("/endless", exchange -> {
      exchange.sendResponseHeaders(200, 0);
      while (true) {
        exchange.getResponseBody().write(new byte[1000]);
      }
    });
    assertThat(get("/fits").body()).hasSize(1000);
    assertThat(failure(OutgoingRequest.get(elsewhere.uri("/long")))).isEqualTo(Kind.TOO_LARGE);
    assertThat(failure(OutgoingRequest.get(elsewhere.uri("/endless")))).isEqualTo(Kind.TOO_LARGE);
  }

  @Test
  void wholeTimeIsLimitedHoweverLittleComes() {
    elsewhere.on("/silent", exchange -> elsewhere.hang());
    elsewhere.on("/slow", exchange -> {
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write('x');
      exchange.getResponseBody().flush();
      elsewhere.hang();
    });
    var brief = new OutgoingLimits(Duration.ofMillis(300), 1000, 3);
    for (var path : List.of("/silent", "/slow")) {
      var failure = catchThrowableOfType(
          OutgoingException.class,
          () -> client.send(OutgoingRequest.get(elsewhere.uri(path)), brief));
      assertThat(failure.kind()).isEqualTo(Kind.TIMED_OUT);
    }
  }

  @Test
  void nobodyThereIsUnreachable() throws IOException {
    int port;
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    var uri = URI.create("http://127.0.0.1:" + port + "/");
    assertThat(failure(OutgoingRequest.get(uri))).isEqualTo(Kind.UNREACHABLE);
  }

  @Test
  void slowHostHoldsFourConnectionsAndNotTheOthers() throws Exception {
    var held = new CountDownLatch(4);
    elsewhere.on("/hang", exchange -> {
      held.countDown();
      elsewhere.hang();
      Elsewhere.reply(exchange, 200, "");
    });
    var threads = Executors.newCachedThreadPool();
    var calls = new ArrayList<Future<Integer>>();
    for (int i = 0; i < 4; i++) {
      calls.add(threads.submit(() -> get("/hang").status()));
    }
    held.await();

    assertThat(failure(OutgoingRequest.get(elsewhere.uri("/")))).isEqualTo(Kind.BUSY);
    try (var other = new Elsewhere()) {
      assertThat(client.send(OutgoingRequest.get(other.uri("/")), LIMITS).status())
          .isEqualTo(200);
    }
    elsewhere.close();
    threads.shutdownNow();
    assertThat(calls).hasSize(4);
  }

  @Test
  void proxyIsAskedForAllButNamedHosts() throws IOException {
    try (var proxy = new Elsewhere()) {
      var client = client(new Reach(List.of("127.0.0.1"), List.of(), proxy.uri("")));
      client.send(OutgoingRequest.get(URI.create("http://example.org/page")), LIMITS);
      client.send(OutgoingRequest.get(elsewhere.uri("/direct")), LIMITS);

      assertThat(proxy.asked())
          .extracting(Elsewhere.Asked::target)
          .containsExactly("http://example.org/page");
      assertThat(elsewhere.asked()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "a.localhost", "10.0.0.1", "2130706433", "[::1]"})
  void proxyIsNotSentWhereNobodyMayGo(String host) throws IOException {
    try (var proxy = new Elsewhere()) {
      var client = client(new Reach(List.of(), List.of(), proxy.uri("")));
      assertThat(failure(client, OutgoingRequest.get(URI.create("http://" + host + ":1/"))))
          .isEqualTo(Kind.REFUSED_ADDRESS);
      assertThat(proxy.asked()).isEmpty();
    }
  }

  @Test
  void closedClientRefuses() {
    client.close();
    assertThat(failure(OutgoingRequest.get(elsewhere.uri("/")))).isEqualTo(Kind.UNREACHABLE);
  }

  private OutgoingAnswer get(String path) {
    return client.send(OutgoingRequest.get(elsewhere.uri(path)), LIMITS);
  }

  private Kind failure(OutgoingRequest request) {
    return failure(client, request);
  }

  private static Kind failure(OutgoingHttp client, OutgoingRequest request) {
    return catchThrowableOfType(OutgoingException.class, () -> client.send(request, LIMITS))
        .kind();
  }

  private static OutgoingHttp client(Reach reach) {
    return new OutgoingHttp(reach, "1.2 (test)");
  }
}
