// SPDX-License-Identifier: MPL-2.0
package firefoxsync.push;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A push service on this machine. It takes messages, unless it was told other answers. */
public final class PushServiceStandIn implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 20;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();

  /** A message as it came. */
  public static final class Asked {
    private final String path;
    private final Headers headers;
    private final byte[] body;

    private Asked(String path, Headers headers, byte[] body) {
      this.path = path;
      this.headers = headers;
      this.body = body;
    }

    /** Returns what tells subscriptions apart. */
    public String path() {
      return path;
    }

    /** Returns the first value of a header. */
    public String header(String name) {
      return headers.getFirst(name);
    }

    /** Returns the sealed message. */
    public byte[] body() {
      return body;
    }
  }

  private record Answer(int status, List<String> header) {}

  /** Starts it. */
  public PushServiceStandIn() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::take);
    server.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = exchange.getRequestBody().readAllBytes();
      // Before anybody hears of the message, who might then say how to answer the next.
      var answer = answers.poll();
      asked.add(new Asked(exchange.getRequestURI().getPath(), exchange.getRequestHeaders(), body));
      if (answer != null && !answer.header().isEmpty()) {
        exchange
            .getResponseHeaders()
            .set(answer.header().get(0), answer.header().get(1));
      }
      exchange.sendResponseHeaders(answer == null ? 201 : answer.status(), -1);
    }
  }

  /** Answers the next message like this; calls line up. */
  public void answerNext(int status, String... header) {
    answers.add(new Answer(status, List.of(header)));
  }

  /** Returns a URL of a subscription. */
  public URI endpoint(String path) {
    return URI.create(origin() + path);
  }

  /** Returns the origin, as an administrator would name it. */
  public String origin() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Waits for the next message. */
  public Asked next() {
    try {
      var next = asked.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("no message came");
      }
      return next;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Tells whether a message came that nobody looked at. */
  public boolean hasMore() {
    return !asked.isEmpty();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
