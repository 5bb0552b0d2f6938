// SPDX-License-Identifier: MPL-2.0
package firefoxsync.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** An app on an origin of its own, which keeps notes wherever its user says. */
final class RemoteStorageApp implements AutoCloseable {
  private final HttpServer http;

  private RemoteStorageApp(HttpServer http) {
    this.http = http;
  }

  static RemoteStorageApp start() {
    try {
      var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      var http = HttpServer.create(loopback, 0);
      var page = Resources.text("app.html").getBytes(StandardCharsets.UTF_8);
      var script = RemoteStorageClient.script();
      http.createContext("/", exchange -> send(exchange, "text/html; charset=utf-8", page));
      http.createContext(
          "/remotestorage.js", exchange -> send(exchange, "text/javascript", script));
      http.start();
      return new RemoteStorageApp(http);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void send(HttpExchange exchange, String type, byte[] body) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  String origin() {
    return "http://localhost:" + http.getAddress().getPort();
  }

  /** Opens the app in a browser and has it ask for the documents of an address. */
  void connect(Chromium browser, String address) {
    browser.open(origin() + "/");
    browser.page("remoteStorage.connect(args[0])", address);
  }

  /** Waits until the app may, back on its own page. */
  void awaitConnected(Chromium browser) {
    Patience.until(
        "the app is connected",
        () -> browser.page("return location.origin").asText().equals(origin())
            && browser.page("return window.remoteStorage?.connected ?? false").asBoolean());
  }

  /** Runs the body of an async function with the app's folder as {@code notes}. */
  JsonNode use(Chromium browser, String body, Object... arguments) {
    return browser.page("const notes = remoteStorage.scope('/notes/');" + body, arguments);
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
