// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What strangers and slow clients may take over HTTP/2, and what they are told. */
@Timeout(60)
final class Http2LimitsTest {
  private static final int LONG_BYTES = 5 * 1024 * 1024;
  private static final Duration AGES = Duration.ofDays(1);
  private static final Route QUICK = Route.get("/quick", r -> Response.text(200, "quick"));
  private static final Route ECHO = Route.post(
          "/echo", r -> Response.of(200, "text/plain", Body.of(r.body())))
      .bodyBytesMax(100);

  private final CountDownLatch open = new CountDownLatch(1);
  private final AtomicInteger running = new AtomicInteger();
  private final Route slow = Route.get("/slow", r -> {
    running.incrementAndGet();
    HttpLimitsTest.awaitUninterrupted(open);
    return Response.text(200, "done");
  });

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path directory;

  @Test
  void announcedBodyOverTheLimitIs413AndItsStreamEnds() throws IOException {
    try (var server = LocalServer.secure(LocalServer.LIMITS, ECHO, QUICK);
        var client = RawHttp2.greeted(server.address())) {
      client.head(1, 0, "POST", "/echo", "content-length", "1000000");
      assertThat(client.status(1)).isEqualTo(413);
      var reset = client.await(RawHttp2.RST_STREAM);
      assertThat(reset.error()).isEqualTo(RawHttp2.NO_ERROR);

      client.get(3, "/quick");
      assertThat(client.status(3)).isEqualTo(200);
    }
  }

  @Test
  void bodyWithoutALengthOverTheLimitIs413() throws IOException {
    try (var server = LocalServer.secure(LocalServer.LIMITS, ECHO);
        var client = RawHttp2.greeted(server.address())) {
      client.head(1, 0, "POST", "/echo").send(RawHttp2.DATA, 0, 1, new byte[101]);

      assertThat(client.status(1)).isEqualTo(413);
    }
  }

  @Test
  void fullQueueIs503() throws IOException {
    try (var server = LocalServer.secure(LocalServer.crowded(1, 1), slow);
        var client = RawHttp2.greeted(server.address())) {
      client.get(1, "/slow");
      await().until(() -> running.get() == 1);

      client.get(3, "/slow").get(5, "/slow");
      assertThat(client.status(5)).isEqualTo(503);
      open.countDown();
      assertThat(client.status(1)).isEqualTo(200);
    }
  }

  @Test
  void bodiesOverTheSharedBudgetAre503() throws IOException {
    long half = LocalServer.LIMITS.bodyBudgetBytes() / 2 + 1;
    var large = Route.post("/large", r -> Response.of(200)).bodyBytesMax(2 * half);
    try (var server = LocalServer.secure(LocalServer.LIMITS, large);
        var client = RawHttp2.greeted(server.address())) {
      var length = Long.toString(half);
      client.head(1, 0, "POST", "/large", "content-length", length, "expect", "100-continue");
      assertThat(client.status(1)).isEqualTo(100);
      client.head(3, 0, "POST", "/large", "content-length", length);
      assertThat(client.status(3)).isEqualTo(503);

      // A stream that is broken off gives its share back.
      client.reset(1, RawHttp2.CANCEL);
      client.head(5, 0, "POST", "/large", "content-length", length, "expect", "100-continue");
      assertThat(client.status(5)).isEqualTo(100);
    }
  }

  @Test
  void bodyThatNobodyWantsYetStopsAtTheWindow() throws IOException {
    var judging = new AtomicInteger();
    var guarded = Route.post("/guarded", r -> Response.text(200, "" + r.body().length))
        .bodyBytesMax(1024 * 1024)
        .with(new Filter() {
          @Override
          public void admit(RequestHead head) {
            judging.incrementAndGet();
            HttpLimitsTest.awaitUninterrupted(open);
          }
        });
    try (var server = LocalServer.secure(LocalServer.LIMITS, guarded, QUICK);
        var client = RawHttp2.greeted(server.address())) {
      client.head(1, 0, "POST", "/guarded");
      await().until(() -> judging.get() == 1);
      int sent = 65_535;
      for (int from = 0; from < sent; from += sent / 5) {
        client.send(RawHttp2.DATA, 0, 1, new byte[sent / 5]);
      }
      // What came before this answer was taken in, and no more room was given for stream 1.
      client.get(3, "/quick");
      client.await(frame -> {
        assertThat(frame.is(RawHttp2.WINDOW_UPDATE) && frame.stream() == 1).isFalse();
        return frame.is(RawHttp2.DATA) && frame.stream() == 3;
      });

      open.countDown();
      client.await(frame -> frame.is(RawHttp2.WINDOW_UPDATE) && frame.stream() == 1);
      client.send(RawHttp2.DATA, RawHttp2.END_STREAM, 1, new byte[100]);
      assertThat(client.status(1)).isEqualTo(200);
      assertThat(client.await(RawHttp2.DATA).text()).isEqualTo("" + (sent + 100));
    }
  }

  @Test
  void streamOverTheLimitIsRefused() throws IOException {
    var limits = LocalServer.crowded(1, Http2Connection.STREAMS_MAX);
    try (var server = LocalServer.secure(limits, slow);
        var client = RawHttp2.greeted(server.address())) {
      int last = 2 * Http2Connection.STREAMS_MAX + 1;
      for (int stream = 1; stream <= last; stream += 2) {
        client.get(stream, "/slow");
      }
      var refused = client.await(RawHttp2.RST_STREAM);
      assertThat(refused.stream()).isEqualTo(last);
      assertThat(refused.error()).isEqualTo(RawHttp2.REFUSED_STREAM);

      open.countDown();
      assertThat(client.status(last - 2)).isEqualTo(200);
    }
  }

  @Test
  void headersOf16KiBPassAndOf33KiBAre431() throws IOException {
    try (var server = LocalServer.secure(LocalServer.LIMITS, QUICK);
        var client = RawHttp2.greeted(server.address())) {
      client.head(1, RawHttp2.END_STREAM, "GET", "/quick", "x-long", "x".repeat(16_000));
      assertThat(client.status(1)).isEqualTo(200);

      // The block is longer than one frame may be (RFC 9113, 6.2), so its end comes in another.
      client.longHead(3, "/quick", "x-long", "x".repeat(33 * 1024));
      assertThat(client.status(3)).isEqualTo(431);
      client.get(5, "/quick");
      assertThat(client.status(5)).isEqualTo(200);
    }
  }

  @Test
  void brokenOffStreamsInMassesEndTheConnection() throws IOException {
    var limits = LocalServer.crowded(1, 2 * Http2Connection.RESETS_MAX);
    try (var server = LocalServer.secure(limits, slow);
        var client = RawHttp2.greeted(server.address())) {
      for (int i = 0; i <= Http2Connection.RESETS_MAX; i++) {
        client.get(2 * i + 1, "/slow").reset(2 * i + 1, RawHttp2.CANCEL);
      }
      assertThat(client.await(RawHttp2.GOAWAY).error()).isEqualTo(RawHttp2.ENHANCE_YOUR_CALM);
      open.countDown();
    }
  }

  @Test
  void pingsInMassesEndTheConnection() throws IOException {
    assertCalmed(RawHttp2.PING, new byte[8]);
  }

  @Test
  void settingsInMassesEndTheConnection() throws IOException {
    assertCalmed(RawHttp2.SETTINGS, new byte[0]);
  }

  private static void assertCalmed(int type, byte[] payload) throws IOException {
    try (var server = LocalServer.secure(LocalServer.LIMITS, QUICK);
        var client = RawHttp2.greeted(server.address())) {
      for (int i = 0; i <= Http2Connection.CONTROL_FRAMES_MAX; i++) {
        client.send(type, 0, 0, payload);
      }
      assertThat(client.await(RawHttp2.GOAWAY).error()).isEqualTo(RawHttp2.ENHANCE_YOUR_CALM);
      assertThat(client.isClosed()).isTrue();
    }
  }

  @Test
  void connectionThatSaysNothingIsClosed() throws IOException {
    // It is the limit of the handshake, too, which is slow on a busy machine.
    var limits = LocalServer.hasty(Duration.ofSeconds(3), AGES, AGES);
    try (var server = LocalServer.secure(limits, QUICK);
        var client = RawHttp2.connect(server.address())) {
      assertThat(client.isClosed()).isTrue();
    }
  }

  @Test
  void idleConnectionIsClosedWithGoaway() throws IOException {
    var limits = LocalServer.hasty(AGES, LocalServer.SHORT, AGES);
    try (var server = LocalServer.secure(limits, QUICK);
        var client = RawHttp2.greeted(server.address())) {
      client.get(1, "/quick");
      assertThat(client.status(1)).isEqualTo(200);
      assertThat(client.await(RawHttp2.GOAWAY).error()).isEqualTo(RawHttp2.NO_ERROR);
      assertThat(client.isClosed()).isTrue();
    }
  }

  @Test
  void silentBodyIs408() throws IOException {
    var limits = LocalServer.hasty(AGES, AGES, LocalServer.SHORT);
    try (var server = LocalServer.secure(limits, ECHO);
        var client = RawHttp2.greeted(server.address())) {
      client.head(1, 0, "POST", "/echo", "content-length", "9");

      assertThat(client.status(1)).isEqualTo(408);
    }
  }

  @Test
  void readerThatGivesNoRoomIsCutOff() throws IOException {
    var spool = new Spool(directory, 0, LONG_BYTES);
    var limits = LocalServer.hasty(AGES, AGES, LocalServer.SHORT);
    try (var server = LocalServer.secure(limits, spooled(spool));
        var client = RawHttp2.greeted(server.address())) {
      client.get(1, "/long");

      assertThat(client.await(RawHttp2.RST_STREAM).stream()).isEqualTo(1);
      await().until(() -> spool.disk().taken() == 0);
    }
  }

  @Test
  void longAnswerComesWholeAsRoomIsGiven() throws IOException {
    var spool = new Spool(directory, 0, LONG_BYTES);
    try (var server = LocalServer.secure(LocalServer.crowded(1, 16), spooled(spool), QUICK);
        var client = RawHttp2.greeted(server.address())) {
      client.get(1, "/long");
      int first = 65_535;
      int seen = 0;
      while (seen < first) {
        seen += client.await(RawHttp2.DATA).payload().remaining();
      }
      // The reader waits, and the only worker is free for others.
      try (var other = RawHttp2.greeted(server.address())) {
        assertThat(other.get(1, "/quick").status(1)).isEqualTo(200);
      }
      var room = ByteBuffer.allocate(4).putInt(LONG_BYTES).array();
      client.send(RawHttp2.WINDOW_UPDATE, 0, 0, room).send(RawHttp2.WINDOW_UPDATE, 0, 1, room);
      boolean isLast = false;
      while (!isLast) {
        var data = client.await(RawHttp2.DATA);
        seen += data.payload().remaining();
        isLast = (data.flags() & RawHttp2.END_STREAM) != 0;
      }
      assertThat(seen).isEqualTo(LONG_BYTES);
      await().until(() -> spool.disk().taken() == 0);
    }
  }

  @Test
  void stopLetsRunningStreamsFinishAfterGoaway() throws Exception {
    var server = LocalServer.secure(LocalServer.LIMITS, slow);
    var stopping = new Thread(server::close);
    try (var client = RawHttp2.greeted(server.address())) {
      client.get(1, "/slow");
      await().until(() -> running.get() == 1);
      stopping.start();

      var goaway = client.await(RawHttp2.GOAWAY);
      assertThat(goaway.error()).isEqualTo(RawHttp2.NO_ERROR);
      assertThat(goaway.payload().getInt(0)).as("last stream").isEqualTo(Integer.MAX_VALUE);
      // Sent before the client had read that.
      client.get(3, "/slow");
      await().until(() -> running.get() == 2);
      open.countDown();
      var answered = new HashSet<Integer>();
      while (answered.size() < 2) {
        var last = client.await(RawHttp2.DATA);
        assertThat(last.text()).isEqualTo("done");
        answered.add(last.stream());
      }
      assertThat(client.isClosed()).isTrue();
    }
    stopping.join(Duration.ofSeconds(20).toMillis());
    assertThat(stopping.isAlive()).isFalse();
  }

  private static Route spooled(Spool spool) {
    return Route.get("/long", r -> {
      try (var out = spool.open()) {
        var piece = new byte[64 * 1024];
        for (int from = 0; from < LONG_BYTES; from += piece.length) {
          out.write(piece, 0, Math.min(piece.length, LONG_BYTES - from));
        }
        return Response.of(200, "application/octet-stream", out.body());
      }
    });
  }
}
