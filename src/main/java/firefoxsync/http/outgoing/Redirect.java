// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http.outgoing;

import firefoxsync.http.outgoing.OutgoingException.Kind;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** Where an answer sends whoever asked. */
final class Redirect {
  private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);

  private Redirect() {}

  /** Returns the request to make next; empty when the answer is the last one. */
  static Optional<OutgoingRequest> next(OutgoingRequest asked, OutgoingAnswer answer) {
    // What was sent with another method is not sent to somebody else.
    if (!asked.method().equals("GET") || !STATUSES.contains(answer.status())) {
      return Optional.empty();
    }
    return answer
        .headers()
        .first("Location")
        .map(location -> asked.redirectedTo(target(asked, location)));
  }

  private static URI target(OutgoingRequest asked, String location) {
    try {
      var target = asked.uri().resolve(location);
      if (Origin.of(target).isSecure() || !asked.origin().isSecure()) {
        return target;
      }
    } catch (IllegalArgumentException e) {
      throw new OutgoingException(Kind.BAD_REDIRECT, asked + ": a redirect to no http(s) URL", e);
    }
    throw new OutgoingException(Kind.BAD_REDIRECT, asked + ": a redirect from https to http");
  }
}
