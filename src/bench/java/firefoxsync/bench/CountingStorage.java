// SPDX-License-Identifier: MPL-2.0
package firefoxsync.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Somebody else's remoteStorage, in memory and as far away as we like, which counts its requests. */
final class CountingStorage implements AutoCloseable {
  static final String TOKEN = "a-token-for-benches";

  private static final String ROOT = "/storage/ann";
  private static final byte[] NOTHING = {};

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  // Mutable state, guarded by this
  private final TreeMap<String, byte[]> documents = new TreeMap<>();
  private long awayMillis;
  private int requests;
  private long received;

  /** What it was asked since the last time that somebody looked. */
  record Asked(int requests, long received) {}

  private record Reply(int status, byte[] body) {}

  CountingStorage() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  URI root() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + ROOT);
  }

  /** Lets each answer take so long. */
  synchronized void away(long millis) {
    awayMillis = millis;
  }

  synchronized Asked asked() {
    var since = new Asked(requests, received);
    requests = 0;
    received = 0;
    return since;
  }

  synchronized int requests() {
    return requests;
  }

  /** Tells whether there is a document whose path has this in it. */
  synchronized boolean has(String part) {
    return documents.keySet().stream().anyMatch(path -> path.contains(part));
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = exchange.getRequestBody().readAllBytes();
      Thread.sleep(away());
      var reply = reply(exchange, body);
      exchange.getResponseHeaders().set("ETag", "\"1\"");
      boolean isHead = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(
          reply.status(), isHead || reply.body().length == 0 ? -1 : reply.body().length);
      if (!isHead && reply.body().length > 0) {
        exchange.getResponseBody().write(reply.body());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized long away() {
    return awayMillis;
  }

  private synchronized Reply reply(HttpExchange exchange, byte[] body) {
    requests++;
    received += body.length;
    var path = exchange.getRequestURI().getPath();
    if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      return new Reply(401, NOTHING);
    }
    return switch (exchange.getRequestMethod()) {
      case "PUT" -> put(exchange, path, body);
      case "DELETE" -> new Reply(documents.remove(path) == null ? 404 : 200, NOTHING);
      default -> {
        var found = path.endsWith("/") ? listing(path) : documents.get(path);
        yield found == null ? new Reply(404, NOTHING) : new Reply(200, found);
      }
    };
  }

  private Reply put(HttpExchange exchange, String path, byte[] body) {
    if (exchange.getRequestHeaders().containsKey("If-None-Match") && documents.containsKey(path)) {
      return new Reply(412, NOTHING);
    }
    documents.put(path, body);
    return new Reply(201, NOTHING);
  }

  private byte[] listing(String folder) {
    var items = new TreeMap<String, String>();
    for (var document : documents.tailMap(folder).entrySet()) {
      if (!document.getKey().startsWith(folder)) {
        break;
      }
      var name = document.getKey().substring(folder.length());
      int slash = name.indexOf('/');
      if (slash < 0) {
        items.put(
            name, "{\"ETag\":\"1\",\"Content-Length\":%d}".formatted(document.getValue().length));
      } else {
        items.put(name.substring(0, slash + 1), "{\"ETag\":\"1\"}");
      }
    }
    var text = new StringBuilder("{\"items\":{");
    items.forEach((name, item) -> text.append(text.length() == 10 ? "" : ",")
        .append('"')
        .append(name)
        .append("\":")
        .append(item));
    return text.append("}}").toString().getBytes(UTF_8);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
