// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many long bodies that come slowly, more of them than there is memory for. */
@Timeout(30)
final class SpooledBodyTest {
  private static final int BODY_BYTES = 300_000;
  private static final Route ECHO = Route.post(
          "/echo", r -> Response.of(200, "text/plain", Body.of(r.body())))
      .bodyBytesMax(BODY_BYTES);

  private final ArrayList<RawClient> clients = new ArrayList<>();

  /** Has some begin: of each, all is on its way but the end. */
  private void begin(LocalServer server, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      var client = server.connect();
      clients.add(client);
      client.request("POST /echo", "Content-Length: " + BODY_BYTES, "Expect: 100-continue");
      assertThat(client.readHead().status()).isEqualTo(100);
      client.send(body(i).substring(0, BODY_BYTES - 1));
    }
  }

  private static String body(int i) {
    return (i + " and so on, ").repeat(BODY_BYTES).substring(0, BODY_BYTES);
  }

  private void leave() throws IOException {
    for (var client : clients) {
      client.close();
    }
  }

  @Test
  void slowBodiesBeyondTheMemoryAreTakenWhole(@TempDir Path directory) throws IOException {
    var spool = new Spool(directory, 0, 1L << 30);
    try (var server = LocalServer.of(spool, ECHO)) {
      begin(server, 9);
      for (int i = 8; i >= 0; i--) {
        var answer = clients.get(i).send(body(i).substring(BODY_BYTES - 1)).read();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(body(i));
      }
      await().until(() -> spool.disk().taken() == 0);
      leave();
    }
  }

  @Test
  void connectionGoesOnAfterABodyThatWentThroughAFile(@TempDir Path directory) throws IOException {
    try (var server = LocalServer.of(new Spool(directory, 0, 1L << 30), ECHO)) {
      begin(server, 3);
      clients.get(2).send("x").read();

      clients.get(2).request("POST /echo", "Content-Length: 2").send("hi");

      assertThat(clients.get(2).read().body()).isEqualTo("hi");
      leave();
    }
  }

  @Test
  void whoeverLeavesHalfWayGivesTheFilesRoomBack(@TempDir Path directory) throws IOException {
    var spool = new Spool(directory, 0, 1L << 30);
    try (var server = LocalServer.of(spool, ECHO)) {
      begin(server, 4);
      await().until(() -> spool.disk().taken() > 2 * BODY_BYTES);

      leave();

      await().until(() -> spool.disk().taken() == 0);
    }
  }

  @Test
  void bodyForWhichNoFileHasRoomIs503(@TempDir Path directory) throws IOException {
    try (var server = LocalServer.of(new Spool(directory, 0, 100_000), ECHO)) {
      begin(server, 1);
      try (var late = server.connect()) {
        late.request("POST /echo", "Content-Length: " + BODY_BYTES, "Expect: 100-continue");
        assertThat(late.readHead().status()).isEqualTo(100);
        assertThat(late.send(body(1)).read().status()).isEqualTo(503);
      }
      assertThat(clients.get(0).send("x").read().status()).isEqualTo(200);
      leave();
    }
  }
}
