// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http.outgoing;

import firefoxsync.http.Headers;
import java.net.URI;

/** A question to somebody else. Immutable: each change returns another request. */
public final class OutgoingRequest {
  private static final String AUTHORIZATION = "Authorization";

  private final String method;
  private final URI uri;
  private final Headers headers;
  private final byte[] body;

  private OutgoingRequest(String method, URI uri, Headers headers, byte[] body) {
    // Refuses what is not to be asked.
    Origin.of(uri);
    this.method = method;
    this.uri = uri;
    this.headers = headers;
    this.body = body;
  }

  /** Returns a GET, whose redirects are followed. */
  public static OutgoingRequest get(URI uri) {
    return new OutgoingRequest("GET", uri, Headers.NONE, new byte[0]);
  }

  /** Returns a question for an answer's head alone. Its redirects are answers. */
  public static OutgoingRequest head(URI uri) {
    return new OutgoingRequest("HEAD", uri, Headers.NONE, new byte[0]);
  }

  /** Returns a DELETE. Its redirects are answers. */
  public static OutgoingRequest delete(URI uri) {
    return new OutgoingRequest("DELETE", uri, Headers.NONE, new byte[0]);
  }

  /** Returns a PUT of the bytes, which must not change afterwards. Its redirects are answers. */
  public static OutgoingRequest put(URI uri, String contentType, byte[] body) {
    var headers = Headers.NONE.with("Content-Type", contentType);
    return new OutgoingRequest("PUT", uri, headers, body);
  }

  /** Returns a POST of the bytes, which must not change afterwards. Its redirects are answers. */
  public static OutgoingRequest post(URI uri, String contentType, byte[] body) {
    var headers = Headers.NONE.with("Content-Type", contentType);
    return new OutgoingRequest("POST", uri, headers, body);
  }

  /** Returns this request with the field set. */
  public OutgoingRequest header(String name, String value) {
    return new OutgoingRequest(method, uri, headers.with(name, value), body);
  }

  /** Returns this request sent elsewhere, without its credential unless that is the same origin. */
  OutgoingRequest redirectedTo(URI target) {
    var kept = Origin.of(target).equals(origin())
        ? headers
        : Headers.of(headers.fields().stream()
            .filter(field -> !field.name().equalsIgnoreCase(AUTHORIZATION))
            .toList());
    return new OutgoingRequest(method, target, kept, body);
  }

  String method() {
    return method;
  }

  URI uri() {
    return uri;
  }

  Origin origin() {
    return Origin.of(uri);
  }

  Headers headers() {
    return headers;
  }

  byte[] body() {
    return body;
  }

  @Override
  public String toString() {
    // The path may hold a secret.
    return method + " " + origin().host();
  }
}
