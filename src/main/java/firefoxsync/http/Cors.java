// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import java.util.List;
import java.util.Optional;

/**
 * What scripts of other origins may do with a {@link RouteTable}. Any origin is welcome, echoed
 * because some clients compare it, else {@code *}; cookies never are.
 *
 * @param methods that a preflight allows
 * @param requestHeaders that a preflight allows
 * @param exposedHeaders of answers that scripts may read
 * @param maxAgeSeconds how long a browser may remember a preflight
 */
public record Cors(
    List<String> methods,
    List<String> requestHeaders,
    List<String> exposedHeaders,
    int maxAgeSeconds) {

  /** Answers a preflight; empty when the request is none. */
  Optional<Response> preflight(RequestHead head) {
    if (!head.method().equals("OPTIONS")
        || head.header("Origin").isEmpty()
        || head.header("Access-Control-Request-Method").isEmpty()) {
      return Optional.empty();
    }
    var answer = Response.of(204)
        .header("Access-Control-Allow-Methods", String.join(", ", methods))
        .header("Access-Control-Allow-Headers", String.join(", ", requestHeaders))
        .header("Access-Control-Max-Age", Integer.toString(maxAgeSeconds));
    // A page on the open net asks a server in a home network.
    if (head.header("Access-Control-Request-Private-Network").isPresent()) {
      answer = answer.header("Access-Control-Allow-Private-Network", "true");
    }
    return Optional.of(open(head, answer));
  }

  /** Lets the script that asked read the answer. */
  Response open(RequestHead head, Response answer) {
    var vary = answer.header("Vary").map(names -> names + ", Origin").orElse("Origin");
    var origin = head.header("Origin").orElse("*");
    var open = answer.header("Access-Control-Allow-Origin", origin).header("Vary", vary);
    return exposedHeaders.isEmpty()
        ? open
        : open.header("Access-Control-Expose-Headers", String.join(", ", exposedHeaders));
  }
}
