// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog.linking;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import firefoxsync.http.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The host of somebody else's storage: it tells of it, and exchanges one code for a token. */
final class StorageHost implements AutoCloseable {
  static final String CODE = "a code for tests";

  private final HttpServer server;
  private final URI root;
  private final String token;
  private final Map<String, Object> properties = new LinkedHashMap<>();

  // Mutable state, guarded by this
  private Map<String, String> exchanged = Map.of();
  private long lifeSeconds;
  private boolean isRenewable;

  StorageHost(URI root, String token) throws IOException {
    this.root = root;
    this.token = token;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
    server.createContext("/.well-known/webfinger", this::tell);
    server.createContext("/token", this::exchange);
    server.start();
  }

  String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  URI url(String path) {
    return URI.create("http://" + host() + path);
  }

  /** Has a dialog that answers with a token. */
  StorageHost implicit() {
    properties.put(
        "http://tools.ietf.org/html/rfc6749#section-4.2", url("/dialog?x=1").toString());
    return this;
  }

  /** Has a dialog that answers with a code, for tokens of that life. */
  synchronized StorageHost codes(long tokenLifeSeconds) {
    lifeSeconds = tokenLifeSeconds;
    properties.put(
        "http://tools.ietf.org/html/rfc6749#section-3.1", url("/dialog").toString());
    properties.put(
        "http://tools.ietf.org/html/rfc6749#section-3.2", url("/token").toString());
    properties.put("http://tools.ietf.org/html/rfc7636", "S256");
    return this;
  }

  /** Gives refresh tokens, too. */
  synchronized StorageHost renewable() {
    isRenewable = true;
    return this;
  }

  /** Returns the form with which a code was exchanged. */
  synchronized Map<String, String> exchanged() {
    return exchanged;
  }

  private void tell(HttpExchange exchange) throws IOException {
    var query = exchange.getRequestURI().getQuery();
    if (!query.equals("resource=acct:ann@" + host())) {
      answer(exchange, 404, Map.of());
      return;
    }
    var link = Map.of(
        "rel",
        "http://tools.ietf.org/id/draft-dejong-remotestorage",
        "href",
        root.toString(),
        "properties",
        properties);
    answer(exchange, 200, Map.of("links", List.of(Map.of("rel", "other", "href", "x"), link)));
  }

  private void exchange(HttpExchange exchange) throws IOException {
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
    var form = Arrays.stream(body.split("&"))
        .map(field -> field.split("=", 2))
        .collect(Collectors.toMap(
            field -> field[0], field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
    var issued = new LinkedHashMap<String, Object>();
    synchronized (this) {
      exchanged = form;
      issued.put("access_token", token);
      issued.put("expires_in", lifeSeconds);
      if (isRenewable) {
        issued.put("refresh_token", "for another");
      }
    }
    if (CODE.equals(form.get("code"))) {
      answer(exchange, 200, issued);
    } else {
      answer(exchange, 400, Map.of("error", "invalid_grant"));
    }
  }

  private static void answer(HttpExchange exchange, int status, Object value) throws IOException {
    try (exchange) {
      var bytes = Json.write(value);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
