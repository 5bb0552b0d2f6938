// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Long answers to slow readers, and how a server stops. */
@Timeout(60)
final class HttpAnswersTest {
  private static final int LONG_BYTES = 20 * 1024 * 1024;
  private static final int SMALL_WINDOW = 64 * 1024;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path directory;

  @Test
  void longAnswersToSlowReadersHoldNoWorker() throws IOException {
    var spool = new Spool(directory, 0, 2L * LONG_BYTES);
    var limits = LocalServer.crowded(1, 16);
    try (var server = LocalServer.of(limits, spooled(spool), quick())) {
      var readers = new ArrayList<RawClient>();
      for (int i = 0; i < 2; i++) {
        var reader = new RawClient(server.address(), SMALL_WINDOW);
        readers.add(reader);
        reader.request("GET /long");
        assertThat(reader.readHead().header("Content-Length")).isEqualTo("" + LONG_BYTES);
      }

      // Both hang in the middle of their answers, and the only worker is free.
      try (var other = server.connect()) {
        assertThat(other.get("/quick").status()).isEqualTo(200);
      }
      for (var reader : readers) {
        assertLong(reader);
        assertThat(reader.get("/quick").status()).isEqualTo(200);
        reader.close();
      }
      assertThat(spool.disk().taken()).isZero();
    }
  }

  @Test
  void readerThatLeavesGivesTheSpoolBack() throws IOException {
    var spool = new Spool(directory, 0, LONG_BYTES);
    try (var server = LocalServer.of(spooled(spool))) {
      try (var reader = new RawClient(server.address(), SMALL_WINDOW)) {
        reader.request("GET /long").readHead();
        assertThat(spool.disk().taken()).isEqualTo(LONG_BYTES);
      }
      await().until(() -> spool.disk().taken() == 0);
    }
  }

  @Test
  void headOfALongAnswerGivesTheSpoolBack() throws IOException {
    var spool = new Spool(directory, 0, LONG_BYTES);
    try (var server = LocalServer.of(spooled(spool));
        var client = server.connect()) {
      var head = client.request("HEAD /long").readHead();

      assertThat(head.header("Content-Length")).isEqualTo("" + LONG_BYTES);
      await().until(() -> spool.disk().taken() == 0);
    }
  }

  @Test
  void readerThatStopsReadingIsCutOff() throws IOException {
    var spool = new Spool(directory, 0, LONG_BYTES);
    var limits = LocalServer.hasty(Duration.ofDays(1), Duration.ofDays(1), LocalServer.SHORT);
    try (var server = LocalServer.of(limits, spooled(spool));
        var reader = new RawClient(server.address(), SMALL_WINDOW)) {
      reader.request("GET /long").readHead();

      await().until(() -> spool.disk().taken() == 0);
    }
  }

  @Test
  void answerThatFindsTheSpoolFullIs503() throws IOException {
    var spool = new Spool(directory, 0, LONG_BYTES - 1);
    try (var server = LocalServer.of(spooled(spool));
        var client = server.connect()) {
      assertThat(client.get("/long").status()).isEqualTo(503);
      assertThat(spool.disk().taken()).isZero();
    }
  }

  @Test
  void stopLetsARunningRequestFinishAndRefusesNewConnections() throws Exception {
    var open = new CountDownLatch(1);
    var running = new AtomicInteger();
    var slow = Route.get("/slow", r -> {
      running.incrementAndGet();
      HttpLimitsTest.awaitUninterrupted(open);
      return Response.text(200, "done");
    });
    var server = LocalServer.of(slow);
    var stopping = new Thread(server::close);
    try (var idle = server.connect()) {
      assertThat(idle.get("/none").status()).isEqualTo(404);
      try (var busy = server.connect()) {
        busy.request("GET /slow");
        await().until(() -> running.get() == 1);
        stopping.start();

        assertThat(idle.isAtEnd()).isTrue();
        await().until(() -> refuses(server));
        open.countDown();
        var answer = busy.read();
        assertThat(answer.body()).isEqualTo("done");
        assertThat(answer.header("Connection")).isEqualTo("close");
      }
    }
    stopping.join(Duration.ofSeconds(20).toMillis());
    assertThat(stopping.isAlive()).isFalse();
  }

  @Test
  void stopAnswersWhoHasJustComeAndClosesWhoStaysSilent() throws Exception {
    var server = LocalServer.of(quick());
    var stopping = new Thread(server::close);
    try (var silent = server.connect();
        var begun = server.connect();
        var other = server.connect()) {
      // Answered, so the two before are accepted, too.
      assertThat(other.get("/quick").status()).isEqualTo(200);
      begun.send("GET /quick HTTP/1.1\r\nHo");
      stopping.start();
      await().until(() -> refuses(server));

      var answer = begun.send("st: test\r\n\r\n").read();
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("Connection")).isEqualTo("close");
      assertThat(silent.isAtEnd()).isTrue();
    }
    stopping.join(Duration.ofSeconds(20).toMillis());
    assertThat(stopping.isAlive()).isFalse();
  }

  private static boolean refuses(LocalServer server) {
    try {
      server.connect().close();
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private static Route quick() {
    return Route.get("/quick", r -> Response.of(200));
  }

  /** Answers with bytes that count up, so that any slip shows. */
  private static Route spooled(Spool spool) {
    return Route.get("/long", r -> {
      try (var out = spool.open()) {
        var piece = new byte[4099];
        for (int from = 0; from < LONG_BYTES; from += piece.length) {
          for (int i = 0; i < piece.length; i++) {
            piece[i] = (byte) ((from + i) % 251);
          }
          out.write(piece, 0, Math.min(piece.length, LONG_BYTES - from));
        }
        return Response.of(200, "application/octet-stream", out.body());
      }
    });
  }

  private static void assertLong(RawClient reader) throws IOException {
    var bytes = reader.in().readNBytes(LONG_BYTES);
    assertThat(bytes).hasSize(LONG_BYTES);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] != (byte) (i % 251)) {
        throw new AssertionError("wrong byte at " + i);
      }
    }
  }
}
