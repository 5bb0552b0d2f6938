// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import firefoxsync.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A remoteStorage of somebody else, on this machine, which can be made to fail in every way. */
public final class FaultyProvider implements AutoCloseable {
  public static final String TOKEN = "a-token-for-tests";
  public static final String ORIGIN = "https://sync.example.org";

  /** What can go wrong with a request. */
  public enum Fault {
    /** Nothing is done, and nobody answers. */
    DROPPED_REQUEST,
    /** Done, but nobody answers. */
    DROPPED_ANSWER,
    /** Half of a body is kept, and nobody answers. */
    TORN_BODY,
    /** Half of a body is kept, and that is called a success. */
    TORN_WITH_SUCCESS,
    /** An error of the provider's own, nothing is done. */
    STATUS_500,
    /** Done, yet an error. */
    STATUS_502_AFTER_STORING,
    /** Too many requests. */
    STATUS_429,
    /** Overloaded. */
    STATUS_503,
    /** No room. */
    STATUS_507,
    /** The token is worth nothing. */
    STATUS_401,
    /** The token is not for this. */
    STATUS_403
  }

  /** A request as it was made. */
  public record Asked(String method, String path, long bytes, Map<String, List<String>> headers) {}

  private static final class Stored {
    private final byte[] bytes;
    private final String etag;

    Stored(byte[] bytes, String etag) {
      this.bytes = bytes;
      this.etag = etag;
    }

    byte[] bytes() {
      return bytes;
    }

    String etag() {
      return etag;
    }
  }

  private record Planned(Predicate<String> request, Fault fault) {}

  private record Meanwhile(Predicate<String> request, Runnable work) {}

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  // Mutable state, guarded by this
  private final TreeMap<String, Stored> documents = new TreeMap<>();
  private final List<Asked> asked = new ArrayList<>();
  private final ArrayDeque<Planned> plan = new ArrayDeque<>();
  private @Nullable Meanwhile meanwhile;
  private @Nullable Fault always;
  private Duration latency = Duration.ZERO;
  private int bodyBytesMax = Integer.MAX_VALUE;
  private long roomBytes = Long.MAX_VALUE;
  private boolean isAtomic = true;
  private boolean repeatsEtags;
  private String token = TOKEN;
  private long versions;
  private TreeMap<String, Stored> saved = new TreeMap<>();

  /** Starts it. */
  public FaultyProvider() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Where its storage is. */
  public URI root() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/storage/ann");
  }

  /** The next request whose method and path fit goes wrong. */
  public synchronized void next(Predicate<String> request, Fault fault) {
    plan.add(new Planned(request, fault));
  }

  /** Has the work done before the next request that fits is answered. */
  public synchronized void before(Predicate<String> request, Runnable work) {
    meanwhile = new Meanwhile(request, work);
  }

  private synchronized @Nullable Meanwhile meanwhile(String request) {
    var next = meanwhile;
    if (next == null || !next.request().test(request)) {
      return null;
    }
    meanwhile = null;
    return next;
  }

  /** As the other, for the next PUT of a commit. */
  public void nextCommit(Fault fault) {
    next(request -> request.startsWith("PUT ") && request.contains("/j/"), fault);
  }

  /** All requests go wrong from now on; none does when the fault is null. */
  public synchronized void always(@Nullable Fault fault) {
    always = fault;
    if (fault == null) {
      plan.clear();
    }
  }

  public synchronized void latency(Duration each) {
    latency = each;
  }

  public synchronized void bodyBytesMax(int bytes) {
    bodyBytesMax = bytes;
  }

  /** No more than that can be kept: what does not fit is answered by 507. */
  public synchronized void roomBytes(long bytes) {
    roomBytes = bytes;
  }

  /** Returns how many bytes are kept. */
  synchronized long usedBytes() {
    return documents.values().stream()
        .mapToLong(stored -> stored.bytes().length)
        .sum();
  }

  public synchronized void creates(boolean atomically) {
    isAtomic = atomically;
  }

  /** Takes that token from now on, and no other. */
  public synchronized void accepts(String other) {
    token = other;
  }

  /** Whether all versions are called the same. */
  public synchronized void repeatEtags(boolean repeats) {
    repeatsEtags = repeats;
  }

  /** Remembers everything as it is. */
  public synchronized void save() {
    saved = new TreeMap<>(documents);
  }

  /** Goes back to what was remembered. */
  public synchronized void rollBack() {
    documents.clear();
    documents.putAll(saved);
  }

  public synchronized void clear() {
    documents.clear();
  }

  /** Returns the paths of all documents, below the module. */
  public synchronized List<String> paths() {
    return documents.keySet().stream()
        .map(path -> path.replaceFirst("^/storage/ann/[^/]*/", ""))
        .toList();
  }

  synchronized byte[] bytes(String path) {
    return Objects.requireNonNull(documents.get("/storage/ann/fxsync/" + path)).bytes();
  }

  synchronized void put(String path, byte[] bytes) {
    documents.put("/storage/ann/fxsync/" + path, new Stored(bytes, version()));
  }

  synchronized void remove(String path) {
    documents.remove("/storage/ann/fxsync/" + path);
  }

  /** Returns what was asked since the last call. */
  public synchronized List<Asked> asked() {
    var since = List.copyOf(asked);
    asked.clear();
    return since;
  }

  private void answer(HttpExchange exchange) {
    try (exchange) {
      var body = exchange.getRequestBody().readAllBytes();
      Thread.sleep(latency().toMillis());
      handle(exchange, body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized Duration latency() {
    return latency;
  }

  private void handle(HttpExchange exchange, byte[] body) throws IOException {
    var method = exchange.getRequestMethod();
    var path = exchange.getRequestURI().getPath();
    var first = meanwhile(method + " " + path);
    if (first != null) {
      first.work().run();
    }
    @Nullable Reply reply;
    synchronized (this) {
      asked.add(new Asked(method, path, body.length, Map.copyOf(exchange.getRequestHeaders())));
      reply = reply(exchange, method, path, body);
    }
    if (reply != null) {
      reply.send(exchange);
    }
  }

  private static final class Reply {
    private final int status;
    private final byte[] body;
    private final Map<String, String> headers;

    Reply(int status, byte[] body, Map<String, String> headers) {
      this.status = status;
      this.body = body;
      this.headers = headers;
    }

    static Reply of(int status) {
      return new Reply(status, new byte[0], Map.of());
    }

    Reply with(String name, String value) {
      var more = new LinkedHashMap<>(headers);
      more.put(name, value);
      return new Reply(status, body, more);
    }

    void send(HttpExchange exchange) throws IOException {
      headers.forEach(exchange.getResponseHeaders()::set);
      boolean isHead = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(status, isHead || body.length == 0 ? -1 : body.length);
      if (!isHead && body.length > 0) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  /** Returns what to answer; null when nobody is to. */
  private @Nullable Reply reply(HttpExchange exchange, String method, String path, byte[] body) {
    var headers = exchange.getRequestHeaders();
    if (!("Bearer " + token).equals(headers.getFirst("Authorization"))
        || !ORIGIN.equals(headers.getFirst("Origin"))) {
      return Reply.of(401);
    }
    var fault = fault(method + " " + path);
    if (fault == null) {
      return serve(exchange, method, path, body);
    }
    return switch (fault) {
      case DROPPED_REQUEST -> null;
      case DROPPED_ANSWER -> {
        serve(exchange, method, path, body);
        yield null;
      }
      case TORN_BODY -> {
        serve(exchange, method, path, Arrays.copyOf(body, body.length / 2));
        yield null;
      }
      case TORN_WITH_SUCCESS -> serve(exchange, method, path, Arrays.copyOf(body, body.length / 2));
      case STATUS_500 -> Reply.of(500);
      case STATUS_502_AFTER_STORING -> {
        serve(exchange, method, path, body);
        yield Reply.of(502);
      }
      case STATUS_429 -> Reply.of(429).with("Retry-After", "7");
      case STATUS_503 -> Reply.of(503).with("Retry-After", "9");
      case STATUS_507 -> method.equals("PUT") ? Reply.of(507) : serve(exchange, method, path, body);
      case STATUS_401 -> Reply.of(401);
      case STATUS_403 -> Reply.of(403);
    };
  }

  private @Nullable Fault fault(String request) {
    for (var planned : plan) {
      if (planned.request().test(request)) {
        plan.remove(planned);
        return planned.fault();
      }
    }
    return always;
  }

  private Reply serve(HttpExchange exchange, String method, String path, byte[] body) {
    var there = documents.get(path);
    return switch (method) {
      case "PUT" -> put(exchange, path, body, there);
      case "DELETE" -> {
        documents.remove(path);
        yield Reply.of(there == null ? 404 : 200);
      }
      default -> {
        if (path.endsWith("/")) {
          yield new Reply(200, listing(path), Map.of("Content-Type", "application/ld+json"));
        }
        yield there == null
            ? Reply.of(404)
            : new Reply(200, there.bytes(), Map.of("ETag", '"' + there.etag() + '"'));
      }
    };
  }

  private Reply put(HttpExchange exchange, String path, byte[] body, @Nullable Stored there) {
    if (body.length > bodyBytesMax) {
      return Reply.of(413);
    }
    var ifMatch = exchange.getRequestHeaders().getFirst("If-Match");
    boolean mustBeNew = exchange.getRequestHeaders().containsKey("If-None-Match");
    if (mustBeNew && there != null && isAtomic) {
      return Reply.of(412);
    }
    if (ifMatch != null && (there == null || !ifMatch.equals('"' + there.etag() + '"'))) {
      return Reply.of(412);
    }
    long before = there == null ? 0 : there.bytes().length;
    if (usedBytes() - before + body.length > roomBytes) {
      return Reply.of(507);
    }
    var stored = new Stored(body, version());
    documents.put(path, stored);
    return Reply.of(there == null ? 201 : 200).with("ETag", '"' + stored.etag() + '"');
  }

  private String version() {
    return repeatsEtags ? "1" : Long.toString(++versions);
  }

  private byte[] listing(String folder) {
    var items = new LinkedHashMap<String, Object>();
    for (var entry : documents.tailMap(folder).entrySet()) {
      var path = entry.getKey();
      if (path.startsWith(folder)) {
        var name = path.substring(folder.length());
        int slash = name.indexOf('/');
        if (slash < 0) {
          var document = entry.getValue();
          items.put(
              name, Map.of("ETag", document.etag(), "Content-Length", document.bytes().length));
        } else {
          items.put(name.substring(0, slash + 1), Map.of("ETag", "1"));
        }
      }
    }
    return Json.write(
        Map.of("@context", "http://remotestorage.io/spec/folder-description", "items", items));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
