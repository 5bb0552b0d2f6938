// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Asks for documents, a connection a request, with paths and headers exactly as a test wants them. */
record DocumentClient(InetSocketAddress address, String root, String name, String token) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PATIENCE_MILLIS = 20_000;

  /** An answer as read; names of headers are in lower case. */
  record Answer(int status, Map<String, String> headers, Bytes content) {
    String header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    boolean has(String name) {
      return headers.containsKey(name.toLowerCase(Locale.ROOT));
    }

    byte[] bytes() {
      return content.value();
    }

    String text() {
      return new String(bytes(), UTF_8);
    }

    /** Returns the version, without its quotes. */
    String etag() {
      var quoted = header("ETag");
      return quoted.isEmpty() ? "" : quoted.substring(1, quoted.length() - 1);
    }

    JsonNode json() {
      try {
        return JSON.readTree(bytes());
      } catch (IOException e) {
        throw new AssertionError("not JSON: " + text(), e);
      }
    }

    /** Returns the items of a listing. */
    JsonNode items() {
      return json().get("items");
    }

    /** Returns the names of the items. */
    List<String> names() {
      var names = new ArrayList<String>();
      items().fieldNames().forEachRemaining(names::add);
      return names;
    }
  }

  /** Bytes that a record may hold. */
  static final class Bytes {
    private final byte[] value;

    Bytes(byte[] value) {
      this.value = value;
    }

    byte[] value() {
      return value;
    }
  }

  DocumentClient with(String otherToken) {
    return new DocumentClient(address, root, name, otherToken);
  }

  DocumentClient withoutToken() {
    return with("");
  }

  /** Returns the client with this token for somebody else's documents. */
  DocumentClient at(DocumentClient other) {
    return new DocumentClient(address, other.root(), other.name(), token);
  }

  Answer get(String path, String... fields) {
    return send("GET", path, fields);
  }

  Answer head(String path, String... fields) {
    return send("HEAD", path, fields);
  }

  Answer delete(String path, String... fields) {
    return send("DELETE", path, fields);
  }

  Answer options(String path, String... fields) {
    return send("OPTIONS", path, fields);
  }

  Answer put(String path, String text, String... fields) {
    return put(path, text.getBytes(UTF_8), fields);
  }

  /** Puts plain text, unless a field says otherwise. */
  Answer put(String path, byte[] body, String... fields) {
    var all = new ArrayList<>(List.of(fields));
    if (all.stream()
        .noneMatch(field -> field.toLowerCase(Locale.ROOT).startsWith("content-type:"))) {
      all.add("Content-Type: text/plain");
    }
    return putBare(path, body, all.toArray(String[]::new));
  }

  /** Puts with these fields and the length alone. */
  Answer putBare(String path, byte[] body, String... fields) {
    var all = new ArrayList<>(List.of(fields));
    all.add("Content-Length: " + body.length);
    try (var call = begin("PUT", path, all.toArray(String[]::new))) {
      call.send(body);
      return call.read();
    }
  }

  Answer send(String method, String path, String... fields) {
    try (var call = begin(method, path, fields)) {
      return call.read();
    }
  }

  /** Sends a head. */
  Call begin(String method, String path, String... fields) {
    var call = new Call(address, method.equals("HEAD"));
    var lines =
        new StringBuilder("%s %s%s HTTP/1.1\r\nHost: test\r\n".formatted(method, root, path));
    if (!token.isEmpty()) {
      lines.append("Authorization: Bearer ").append(token).append("\r\n");
    }
    for (var field : fields) {
      lines.append(field).append("\r\n");
    }
    call.send(lines.append("\r\n").toString().getBytes(ISO_8859_1));
    return call;
  }

  /** One request on its way. */
  static final class Call implements AutoCloseable {
    private final Socket socket = new Socket();
    private final InputStream in;
    private final boolean isHead;

    Call(InetSocketAddress address, boolean isHead) {
      this.isHead = isHead;
      try {
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(address, PATIENCE_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    Call send(byte[] bytes) {
      try {
        socket.getOutputStream().write(bytes);
        return this;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    Call send(String text) {
      return send(text.getBytes(ISO_8859_1));
    }

    Answer read() {
      try {
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        var headers = new LinkedHashMap<String, String>();
        for (var line = line(); !line.isEmpty(); line = line()) {
          int colon = line.indexOf(':');
          headers.put(
              line.substring(0, colon).toLowerCase(Locale.ROOT),
              line.substring(colon + 1).strip());
        }
        boolean isBodiless = isHead || status == 304 || status == 204 || status == 100;
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return new Answer(
            status, headers, new Bytes(isBodiless ? new byte[0] : in.readNBytes(length)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private String line() throws IOException {
      var line = new StringBuilder();
      for (int c = in.read(); c != '\n'; c = in.read()) {
        if (c < 0) {
          throw new IOException("closed by the server after: " + line);
        }
        if (c != '\r') {
          line.append((char) c);
        }
      }
      return line.toString();
    }

    @Override
    public void close() {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
