// SPDX-License-Identifier: MPL-2.0

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import firefoxsync.crypto.MasterSecret;
import firefoxsync.hawk.HawkCredentials;
import firefoxsync.hawk.HawkHeader;
import firefoxsync.hawk.HawkMac;
import firefoxsync.hawk.HawkTarget;
import firefoxsync.token.SyncToken;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Asks a server on the loopback as many Sync browsers at once would, and prints how many answers it
 * gives a second. Signs its own storage tokens, since it knows the master secret.
 *
 * <p>Arguments: port, file of the master secret, seconds a scenario.
 */
final class Load {
  private static final int BROWSERS = 16;
  private static final Duration WARM_UP = Duration.ofSeconds(3);
  private static final String HOST = "localhost";
  private static final String PAYLOAD = "x".repeat(600);

  private final int port;
  private final MasterSecret master;

  /** What every browser does again and again. */
  private record Scenario(String name, String method, String path, String body, boolean signed) {}

  /** Nanoseconds of each request of one browser. */
  private record Times(List<Long> nanoseconds) {}

  private Load(int port, MasterSecret master) {
    this.port = port;
    this.master = master;
  }

  public static void main(String[] args) throws Exception {
    var load =
        new Load(Integer.parseInt(args[0]), MasterSecret.of(Files.readAllLines(Path.of(args[1]))));
    var duration = Duration.ofSeconds(Long.parseLong(args[2]));
    for (var scenario : scenarios()) {
      load.run(scenario, WARM_UP);
      print(scenario, load.run(scenario, duration), duration);
    }
  }

  private static List<Scenario> scenarios() {
    var hundred = IntStream.range(0, 100)
        .mapToObj(i -> "{\"id\":\"item%d\",\"payload\":\"%s\"}".formatted(i, PAYLOAD))
        .collect(Collectors.joining(",", "[", "]"));
    var one = "{\"payload\":\"" + PAYLOAD + "\"}";
    return List.of(
        new Scenario("GET /__heartbeat__", "GET", "/__heartbeat__", "", false),
        new Scenario("PUT one item", "PUT", "/storage/history/one", one, true),
        new Scenario("POST 100 items", "POST", "/storage/bookmarks", hundred, true),
        new Scenario("GET info/collections", "GET", "/info/collections", "", true),
        new Scenario("GET one item", "GET", "/storage/history/one", "", true),
        new Scenario("GET 100 items", "GET", "/storage/bookmarks?full=1", "", true));
  }

  private List<Times> run(Scenario scenario, Duration duration)
      throws InterruptedException, ExecutionException {
    var pool = Executors.newFixedThreadPool(BROWSERS);
    try {
      var end = System.nanoTime() + duration.toNanos();
      var running = new ArrayList<Future<Times>>();
      for (int i = 0; i < BROWSERS; i++) {
        long uid = 1000 + i;
        running.add(pool.submit(() -> browse(uid, scenario, end)));
      }
      var times = new ArrayList<Times>();
      for (var browser : running) {
        times.add(browser.get());
      }
      return times;
    } finally {
      pool.shutdown();
    }
  }

  private Times browse(long uid, Scenario scenario, long end) throws IOException {
    var token = token(uid);
    var times = new ArrayList<Long>();
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      var in = new BufferedInputStream(socket.getInputStream(), 65_536);
      long now = System.nanoTime();
      while (now < end) {
        socket.getOutputStream().write(request(uid, token, scenario, times.size()));
        readAnswer(in);
        long answered = System.nanoTime();
        times.add(answered - now);
        now = answered;
      }
    }
    return new Times(times);
  }

  private SyncToken.Signed token(long uid) {
    return new SyncToken(
            uid,
            "http://" + HOST + ":" + port,
            Instant.now().plusSeconds(3600).getEpochSecond(),
            "b1b2b3",
            "0123456789abcdef0123456789abcdef",
            "1700000000000-AAAAAAAAAAAAAAAAAAAAAA",
            new SyncToken.MetricsIds("account", "device"))
        .sign(master);
  }

  private byte[] request(long uid, SyncToken.Signed token, Scenario scenario, int number) {
    var path = scenario.signed() ? "/1.5/" + uid + scenario.path() : scenario.path();
    var head = new StringBuilder(scenario.method() + " " + path + " HTTP/1.1\r\n");
    head.append("Host: ").append(HOST).append(':').append(port).append("\r\n");
    if (scenario.signed()) {
      var target = new HawkTarget(scenario.method(), path, HOST, port);
      head.append("Authorization: ").append(hawk(token, target, number)).append("\r\n");
    }
    var body = scenario.body().getBytes(UTF_8);
    if (body.length > 0) {
      head.append("Content-Type: application/json\r\n");
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(head.append("\r\n").toString().getBytes(ISO_8859_1));
    bytes.writeBytes(body);
    return bytes.toByteArray();
  }

  private static String hawk(SyncToken.Signed token, HawkTarget target, int number) {
    var now = String.valueOf(Instant.now().getEpochSecond());
    var none = Optional.<String>empty();
    var unsigned = new HawkHeader(token.id(), now, "nonce" + number, "", none, none, none, none);
    var credentials = new HawkCredentials(token.id(), token.key().getBytes(ISO_8859_1));
    return "Hawk id=\"%s\", ts=\"%s\", nonce=\"%s\", mac=\"%s\""
        .formatted(token.id(), now, unsigned.nonce(), HawkMac.of(credentials, unsigned, target));
  }

  private static void readAnswer(InputStream in) throws IOException {
    var status = line(in);
    if (!status.startsWith("HTTP/1.1 2")) {
      throw new IOException("the server answers " + status);
    }
    int length = 0;
    for (var header = line(in); !header.isEmpty(); header = line(in)) {
      if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
        length = Integer.parseInt(header.substring(15).strip());
      }
    }
    in.skipNBytes(length);
  }

  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("the server closed the connection");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  private static void print(Scenario scenario, List<Times> times, Duration duration) {
    var sorted = times.stream()
        .flatMap(browser -> browser.nanoseconds().stream())
        .mapToLong(Long::longValue)
        .sorted()
        .toArray();
    System.out.printf(
        "  %-22s %8.0f a second   median %6.2f ms   99 of 100 within %7.2f ms%n",
        scenario.name(),
        (double) sorted.length / duration.toSeconds(),
        milliseconds(sorted, 0.50),
        milliseconds(sorted, 0.99));
  }

  private static double milliseconds(long[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1, sorted.length * share)] / 1e6;
  }
}
