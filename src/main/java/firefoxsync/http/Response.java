// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;

/** Status, header fields and body of an answer. Immutable: each change returns another response. */
public final class Response {
  private final int status;
  private final Headers headers;
  private final Body body;

  private Response(int status, Headers headers, Body body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  /** Returns an answer without a body. */
  public static Response of(int status) {
    return new Response(status, Headers.NONE, Body.EMPTY);
  }

  /** Returns an answer whose body has the media type. */
  public static Response of(int status, String contentType, Body body) {
    return new Response(status, Headers.NONE.with("Content-Type", contentType), body);
  }

  /** Returns an answer of plain text. */
  public static Response text(int status, String text) {
    return of(status, "text/plain; charset=utf-8", Body.of(text.getBytes(UTF_8)));
  }

  /** Returns 200 with the value (map, list, record, number, text) as JSON. */
  public static Response json(Object value) {
    return json(200, value);
  }

  /** Returns the value as JSON, without parameters in its media type. */
  public static Response json(int status, Object value) {
    return of(status, "application/json", Body.of(Json.write(value)));
  }

  /** Returns a 302 to the location. */
  public static Response redirect(String location) {
    return of(302).header("Location", location);
  }

  /** Returns this answer with the field set, in place of any earlier one of that name. */
  public Response header(String name, String value) {
    return new Response(status, headers.with(name, value), body);
  }

  /** Returns this answer without its body, whose space is given back. */
  public Response withoutBody() {
    body.release();
    return new Response(status, headers, Body.EMPTY);
  }

  /** Returns the status code. */
  public int status() {
    return status;
  }

  /** Returns all fields. */
  public Headers headers() {
    return headers;
  }

  /** Returns the first value of a field. */
  public Optional<String> header(String name) {
    return headers.first(name);
  }

  /** Returns the body. */
  public Body body() {
    return body;
  }
}
