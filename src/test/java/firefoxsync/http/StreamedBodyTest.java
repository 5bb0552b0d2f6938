// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import firefoxsync.tls.TestCertificates;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Bodies that a route takes in pieces. */
final class StreamedBodyTest {
  private static final int PIECE = BodyReceiver.PIECE_BYTES;
  private static final int MIB = 1024 * 1024;

  private final List<Integer> pieces = new ArrayList<>();
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private final AtomicInteger finished = new AtomicInteger();
  private final AtomicInteger abandoned = new AtomicInteger();

  private final class Receiver implements BodyReceiver {
    @Override
    public void take(byte[] piece) {
      add(piece);
      if (piece[0] == '!') {
        throw new LocalServer.Busy();
      }
    }

    @Override
    public Response finish(byte[] rest) {
      add(rest);
      finished.incrementAndGet();
      return Response.text(200, "" + received.size());
    }

    @Override
    public void abandon() {
      abandoned.incrementAndGet();
    }

    private void add(byte[] bytes) {
      pieces.add(bytes.length);
      received.writeBytes(bytes);
    }
  }

  private Route route(long max) {
    StreamHandler handler = head -> {
      if (head.header("Refuse").isPresent()) {
        throw new LocalServer.Busy();
      }
      return new Receiver();
    };
    return Route.putInPieces("/body", handler).bodyBytesMax(max);
  }

  @Test
  void shortBodyComesInOneGo() throws IOException {
    try (var server = LocalServer.of(route(MIB));
        var client = server.connect()) {
      assertThat(client
              .request("PUT /body", "Content-Length: 5")
              .send("hello")
              .read()
              .body())
          .isEqualTo("5");
      assertThat(client.request("PUT /body").read().body()).isEqualTo("5");
    }
    assertThat(received).asString().isEqualTo("hello");
    assertThat(abandoned).hasValue(0);
  }

  @Test
  void longBodyComesInPiecesAndMemoryHoldsOneOfThem() throws IOException {
    // All bodies together may take 1 MiB here.
    int length = 8 * MIB + 17;
    try (var server = LocalServer.of(route(16 * MIB));
        var client = server.connect()) {
      client.request("PUT /body", "Content-Length: " + length).send(text(length));

      assertThat(client.read().body()).isEqualTo("" + length);
      // The connection goes on.
      assertThat(client.get("/none").status()).isEqualTo(404);
    }
    assertThat(received.toString(ISO_8859_1)).isEqualTo(text(length));
    assertThat(pieces).hasSize(33).startsWith(PIECE, PIECE).endsWith(17);
  }

  @Test
  void bodyOfWholePiecesEndsWithOneMore() throws IOException {
    try (var server = LocalServer.of(route(MIB));
        var client = server.connect()) {
      client.request("PUT /body", "Content-Length: " + 2 * PIECE).send(text(2 * PIECE));

      assertThat(client.read().body()).isEqualTo("" + 2 * PIECE);
    }
    assertThat(pieces).containsExactly(PIECE, PIECE);
  }

  @Test
  void chunkedBodyComesInPieces() throws IOException {
    int length = 3 * PIECE;
    try (var server = LocalServer.of(route(MIB));
        var client = server.connect()) {
      client.request("PUT /body", "Transfer-Encoding: chunked");
      for (int i = 0; i < length; i += 1024) {
        client.send("400\r\n").send(text(length).substring(i, i + 1024)).send("\r\n");
      }
      assertThat(client.send("0\r\n\r\n").read().body()).isEqualTo("" + length);
    }
    assertThat(received.toString(ISO_8859_1)).isEqualTo(text(length));
  }

  @Test
  void piecesOfABodyThatBreaksOffAreForgotten() throws IOException {
    try (var server = LocalServer.of(route(MIB))) {
      try (var client = server.connect()) {
        client.request("PUT /body", "Content-Length: " + MIB).send(text(MIB - 1));
        await().until(() -> pieces.size() == 3);
      }
      await().until(() -> abandoned.get() == 1);
    }
    assertThat(finished).hasValue(0);
  }

  @Test
  void refusalOfAPieceEndsTheRequest() throws IOException {
    try (var server = LocalServer.of(route(MIB));
        var client = server.connect()) {
      client.request("PUT /body", "Content-Length: " + MIB).send("!" + text(PIECE));

      assertThat(client.read().status()).isEqualTo(503);
      assertThat(client.isAtEnd()).isTrue();
      await().until(() -> abandoned.get() == 1);
    }
    assertThat(pieces).hasSize(1);
    assertThat(finished).hasValue(0);
  }

  @Test
  void bodyBeyondTheLimitIs413() throws IOException {
    try (var server = LocalServer.of(route(2L * PIECE))) {
      try (var client = server.connect()) {
        var answer = client
            .request("PUT /body", "Expect: 100-continue", "Content-Length: " + (2 * PIECE + 1))
            .read();
        assertThat(answer.status()).isEqualTo(413);
      }
      assertThat(pieces).isEmpty();
      try (var client = server.connect()) {
        client.request("PUT /body", "Transfer-Encoding: chunked");
        client.send(Integer.toHexString(2 * PIECE + 1) + "\r\n").send(text(2 * PIECE + 1));
        assertThat(client.read().status()).isEqualTo(413);
        await().until(() -> abandoned.get() == 1);
      }
    }
    assertThat(finished).hasValue(0);
  }

  @Test
  void headIsJudgedBeforeTheBodyMayCome() throws IOException {
    try (var server = LocalServer.of(route(MIB));
        var client = server.connect()) {
      var fields = new String[] {"Expect: 100-continue", "Content-Length: 1", "Refuse: yes"};
      assertThat(client.request("PUT /body", fields).read().status()).isEqualTo(503);
    }
    assertThat(pieces).isEmpty();
  }

  @Test
  void slowSenderHoldsNoWorker() throws IOException {
    var one = LocalServer.crowded(1, 4);
    try (var server = LocalServer.of(one, route(MIB), Route.get("/", r -> Response.text(200, "")));
        var slow = server.connect();
        var other = server.connect()) {
      slow.request("PUT /body", "Content-Length: " + MIB).send(text(PIECE + 1));
      await().until(() -> pieces.size() == 1);

      assertThat(other.get("/").status()).isEqualTo(200);
    }
  }

  @Test
  void longBodyComesInPiecesOverHttp2() throws Exception {
    int length = 8 * MIB + 17;
    try (var server = LocalServer.secure(LocalServer.LIMITS, route(16 * MIB))) {
      var put =
          HttpRequest.newBuilder(server.uri("/body")).PUT(BodyPublishers.ofString(text(length)));
      var answer = http2().send(put.build(), BodyHandlers.ofString());

      assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(answer.body()).isEqualTo("" + length);
    }
    assertThat(received.toString(ISO_8859_1)).isEqualTo(text(length));
    assertThat(pieces).hasSize(33).startsWith(PIECE, PIECE).endsWith(17);
  }

  @Test
  void piecesOfAStreamThatBreaksOffAreForgotten() throws Exception {
    try (var server = LocalServer.secure(LocalServer.LIMITS, route(16 * MIB))) {
      var breaking = new SequenceInputStream(
          new ByteArrayInputStream(text(2 * MIB).getBytes(ISO_8859_1)), new BrokenStream());
      var put = HttpRequest.newBuilder(server.uri("/body"))
          .PUT(BodyPublishers.ofInputStream(() -> breaking));

      assertThatIOException().isThrownBy(() -> http2().send(put.build(), BodyHandlers.ofString()));
      await().until(() -> abandoned.get() == 1);
    }
    assertThat(finished).hasValue(0);
  }

  private static HttpClient http2() {
    return HttpClient.newBuilder()
        .sslContext(TestCertificates.trusting())
        .version(HttpClient.Version.HTTP_2)
        .build();
  }

  /** A file whose disk fails. */
  private static final class BrokenStream extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("broken");
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
      throw new IOException("broken");
    }
  }

  private static String text(int length) {
    return "0123456789abcdef".repeat(length / 16 + 1).substring(0, length);
  }
}
