// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import firefoxsync.http.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;

/** Where a provider renews tokens: each refresh token works once, and its second use ends them all. */
final class TokenEndpoint implements AutoCloseable {
  static final String FIRST = "refresh-0";
  static final long LIFE_SECONDS = 3600;

  private final HttpServer server;
  private final Consumer<String> issued;

  // Mutable state, guarded by this
  private int renewals;
  private int asked;
  private boolean isEnded;
  private boolean isDown;

  /** Takes who is told each new token. */
  TokenEndpoint(Consumer<String> issued) throws IOException {
    this.issued = issued;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
    server.createContext("/token", this::answer);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/token");
  }

  /** Returns how often it was asked. */
  synchronized int asked() {
    return asked;
  }

  synchronized void end() {
    isEnded = true;
  }

  synchronized void down(boolean is) {
    isDown = is;
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      asked++;
      var form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
      if (isDown) {
        exchange.sendResponseHeaders(503, -1);
        return;
      }
      boolean isNext = form.contains("grant_type=refresh_token")
          && form.contains("refresh_token=refresh-" + renewals)
          && form.contains("client_id=https%3A%2F%2Fsync.example.org");
      isEnded |= !isNext;
      if (isEnded) {
        send(exchange, 400, Map.of("error", "invalid_grant"));
        return;
      }
      renewals++;
      issued.accept("access-" + renewals);
      send(
          exchange,
          200,
          Map.of(
              "access_token",
              "access-" + renewals,
              "token_type",
              "bearer",
              "expires_in",
              LIFE_SECONDS,
              "refresh_token",
              "refresh-" + renewals));
    }
  }

  private static void send(HttpExchange exchange, int status, Object value) throws IOException {
    var bytes = Json.write(value);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
