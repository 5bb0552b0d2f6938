// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a request before its body: all that {@link Filter#admit} may judge.
 *
 * <p>Filters leave what they found (who asks) with {@link #attach}; one thread at a time uses a head.
 */
public final class RequestHead {
  private static final Pattern SECRET = Pattern.compile("(?i)([0-9a-f]{4})[0-9a-f]{28,}");

  /** What came over the wire. */
  public record Line(String method, String target) {}

  private final Line line;
  private final Headers headers;
  private final String clientAddress;
  private final Instant received;
  private final Map<Class<?>, Object> attached = new HashMap<>();
  private Map<String, String> pathValues = Map.of();
  private @Nullable Query query;

  RequestHead(Line line, Headers headers, String clientAddress, Instant received) {
    this.line = line;
    this.headers = headers;
    this.clientAddress = clientAddress;
    this.received = received;
  }

  /** Returns the method in upper case, as sent. */
  public String method() {
    return line.method();
  }

  /**
   * Returns path and query exactly as received, percent signs and all, less the path prefix of
   * {@code public_url} when the client's line had it. HAWK signs it with the prefix.
   */
  public String target() {
    return line.target();
  }

  /** Returns the raw path, without the query. */
  public String path() {
    int question = line.target().indexOf('?');
    return question < 0 ? line.target() : line.target().substring(0, question);
  }

  /** Returns the decoded query; a malformed one never gets as far as a filter or a handler. */
  public Query query() {
    if (query == null) {
      int question = line.target().indexOf('?');
      query = Query.parse(question < 0 ? "" : line.target().substring(question + 1));
    }
    return query;
  }

  /** Returns all header fields. */
  public Headers headers() {
    return headers;
  }

  /** Returns the first value of a header. */
  public Optional<String> header(String name) {
    return headers.first(name);
  }

  /** Returns the announced length of the body in bytes; absent when chunked or without a body. */
  public OptionalLong contentLength() {
    return header("Content-Length").stream().mapToLong(Long::parseLong).findFirst();
  }

  /** Returns the decoded value of a path variable of the route, such as {@code uid}. */
  public String pathValue(String name) {
    var value = pathValues.get(name);
    if (value == null) {
      throw new IllegalStateException("the route has no path variable " + name);
    }
    return value;
  }

  /** Returns the client's address, told by a trusted proxy where there is one. */
  public String clientAddress() {
    return clientAddress;
  }

  /** Returns the server's time when the request arrived. */
  public Instant received() {
    return received;
  }

  /** Leaves a value for those who handle the request later, one of each type. */
  public <T> void attach(Class<T> type, T value) {
    attached.put(type, value);
  }

  /** Returns what was attached under the type. */
  public <T> Optional<T> attached(Class<T> type) {
    return Optional.ofNullable(type.cast(attached.get(type)));
  }

  void pathValues(Map<String, String> values) {
    pathValues = values;
  }

  /**
   * Returns method and path as a log may have them: of what is long enough to let somebody in, such
   * as the id of a recovery key, the beginning alone.
   */
  @Override
  public String toString() {
    return line.method() + " " + SECRET.matcher(path()).replaceAll("$1…");
  }
}
