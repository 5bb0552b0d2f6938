// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http.outgoing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server of somebody else, on this machine. Paths that nobody has set up say hello. */
public final class Elsewhere implements AutoCloseable {
  /** What was asked of it. */
  public record Asked(String method, String target, Headers headers, String body) {}

  /** Answers a request that has been read. */
  public interface Answering {
    void answer(HttpExchange exchange) throws IOException;
  }

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch end = new CountDownLatch(1);
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  /** Starts it. */
  public Elsewhere() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    on("/", exchange -> reply(exchange, 200, "hello"));
    server.start();
  }

  /** Answers everything below a path. */
  public void on(String path, Answering answering) {
    server.createContext(path, exchange -> {
      try (exchange) {
        var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        asked.add(new Asked(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            exchange.getRequestHeaders(),
            body));
        answering.answer(exchange);
      }
    });
  }

  /** Answers a path with a redirect. */
  public void redirect(String path, int status, String location) {
    on(path, exchange -> {
      exchange.getResponseHeaders().set("Location", location);
      reply(exchange, status, "");
    });
  }

  /** Sends a whole answer. */
  public static void reply(HttpExchange exchange, int status, String body) throws IOException {
    var bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /** Blocks until the test is over. */
  public void hang() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** Returns the URL of a path, by address. */
  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  URI uriByName(String path) {
    return URI.create("http://localhost:" + port() + path);
  }

  /** Returns what was asked so far. */
  public List<Asked> asked() {
    return asked;
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
