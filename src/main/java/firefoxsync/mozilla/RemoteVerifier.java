// SPDX-License-Identifier: MPL-2.0
package firefoxsync.mozilla;

import firefoxsync.http.Json;
import firefoxsync.http.JsonException;
import firefoxsync.http.outgoing.OutgoingAnswer;
import firefoxsync.http.outgoing.OutgoingException;
import firefoxsync.http.outgoing.OutgoingHttp;
import firefoxsync.http.outgoing.OutgoingLimits;
import firefoxsync.http.outgoing.OutgoingRequest;
import firefoxsync.token.TokenError;
import firefoxsync.token.TokenException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the accounts server about tokens that cannot be judged here. Remembers no answer. */
final class RemoteVerifier {
  private static final Logger LOG = LoggerFactory.getLogger(RemoteVerifier.class);
  private static final OutgoingLimits LIMITS =
      new OutgoingLimits(Duration.ofSeconds(10), 64 * 1024, 0);
  /**
   * Who waits for a dead server keeps a worker from those who need none. Fewer than the client has
   * connections to one host, so that strangers' tokens cannot keep the keys from being fetched.
   */
  private static final int ASKING_MAX = 3;

  private static final int TOO_MANY_REQUESTS = 429;

  private final OutgoingHttp http;
  private final URI address;
  private final Semaphore asking = new Semaphore(ASKING_MAX);

  RemoteVerifier(OutgoingHttp http, URI address) {
    this.http = http;
    this.address = address;
  }

  /** Returns what the accounts server knows of a token; empty when it says no. */
  Optional<AccessJwt.Claims> verify(String token) {
    if (!asking.tryAcquire()) {
      throw TokenError.VERIFIER_UNAVAILABLE.exception("too many wait for " + address);
    }
    try {
      var question =
          OutgoingRequest.post(address, "application/json", Json.write(Map.of("token", token)));
      return claims(http.send(question, LIMITS));
    } catch (OutgoingException e) {
      throw unavailable(String.valueOf(e.getMessage()));
    } finally {
      asking.release();
    }
  }

  private Optional<AccessJwt.Claims> claims(OutgoingAnswer answer) {
    // No verdict about the token: a browser that was told no would drop it.
    if (answer.status() >= 500 || answer.status() == TOO_MANY_REQUESTS) {
      throw unavailable("status " + answer.status());
    }
    if (answer.status() / 100 != 2) {
      return Optional.empty();
    }
    try {
      var json = Json.object(answer.body());
      var scopes = json.strings("scope").orElse(List.of());
      return Optional.of(new AccessJwt.Claims(
          json.requireString("user"), Set.copyOf(scopes), json.integer("generation")));
    } catch (JsonException e) {
      return Optional.empty();
    }
  }

  private TokenException unavailable(String reason) {
    LOG.warn("cannot ask {} about a token: {}", address, reason);
    return TokenError.VERIFIER_UNAVAILABLE.exception(reason);
  }
}
