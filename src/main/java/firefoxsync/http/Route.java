// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import java.util.ArrayList;
import java.util.List;

/**
 * A method and a path template with its handler.
 *
 * <p>A template is made of literal segments and variables, {@code /storage/{collection}/{id}}; it is
 * relative to each mount of its {@link RouteTable}, and the empty one is the mount itself. A last
 * segment {@code {path...}} takes whatever follows, slashes included; {@code {path...raw}} takes it
 * undecoded and from its slash on, for a protocol that has rules of its own. A GET route answers HEAD
 * too.
 */
public record Route(
    String method, String template, Handler handler, List<Filter> filters, long bodyBytesMax) {
  /** The limit of a body unless the route says otherwise: 64 KiB. */
  public static final long BODY_BYTES_MAX = 64 * 1024;

  /** Returns a GET route, which takes no body. */
  public static Route get(String template, Handler handler) {
    return new Route("GET", template, handler, List.of(), 0);
  }

  /** Returns a POST route. */
  public static Route post(String template, Handler handler) {
    return new Route("POST", template, handler, List.of(), BODY_BYTES_MAX);
  }

  /** Returns a PUT route. */
  public static Route put(String template, Handler handler) {
    return new Route("PUT", template, handler, List.of(), BODY_BYTES_MAX);
  }

  /** Returns a PUT route that takes its body in pieces. */
  public static Route putInPieces(String template, StreamHandler handler) {
    return put(template, handler);
  }

  /** Returns a DELETE route; a small body is read and may be ignored. */
  public static Route delete(String template, Handler handler) {
    return new Route("DELETE", template, handler, List.of(), BODY_BYTES_MAX);
  }

  /** Returns this route with one more filter, run after the table's and the earlier ones. */
  public Route with(Filter filter) {
    var more = new ArrayList<>(filters);
    more.add(filter);
    return new Route(method, template, handler, List.copyOf(more), bodyBytesMax);
  }

  /** Returns this route with another limit for its body; longer ones are a 413. */
  public Route bodyBytesMax(long bytes) {
    return new Route(method, template, handler, filters, bytes);
  }
}
