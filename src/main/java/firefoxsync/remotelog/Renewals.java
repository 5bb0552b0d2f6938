// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import static java.nio.charset.StandardCharsets.US_ASCII;

import firefoxsync.http.JsonException;
import firefoxsync.http.outgoing.OutgoingAnswer;
import firefoxsync.http.outgoing.OutgoingException;
import firefoxsync.http.outgoing.OutgoingHttp;
import firefoxsync.http.outgoing.OutgoingLimits;
import firefoxsync.http.outgoing.OutgoingRequest;
import firefoxsync.people.Person;
import firefoxsync.remotelog.ProviderException.Kind;
import firefoxsync.remotelog.ProviderLink.Renewal;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps tokens that end soon in use: another is fetched shortly before the end, or once a provider
 * refuses the one there is. Who fails is asked again after a while; meanwhile the old token serves for
 * as long as it holds. Safe for concurrent use.
 */
final class Renewals {
  private static final Logger LOG = LoggerFactory.getLogger(Renewals.class);
  private static final OutgoingLimits LIMITS =
      new OutgoingLimits(Duration.ofSeconds(5), 64 * 1024, 0);

  /** So long before its end a token is replaced. */
  static final Duration AHEAD = Duration.ofMinutes(5);

  /** After that long whoever began to ask has failed to say what came of it. */
  private static final long CLAIM_MILLIS = Duration.ofSeconds(30).toMillis();

  private static final long PAUSE_MILLIS = Duration.ofMinutes(1).toMillis();

  /** A refresh token that is worth nothing stays so: only the person can help. */
  private static final long DEAD_MILLIS = Duration.ofHours(1).toMillis();

  private final LogGround ground;
  private final OutgoingHttp http;

  /** One entry a person whose token ends soon. */
  private final Map<Person, Object> locks = new ConcurrentHashMap<>();

  private final Map<Person, Failure> failures = new ConcurrentHashMap<>();

  private record Failure(String refreshToken, long until, Kind kind) {}

  Renewals(LogGround ground, OutgoingHttp http) {
    this.ground = ground;
    this.http = http;
  }

  /** Returns what opens the storage now. */
  String token(ProviderLink link) {
    var renewal = link.secret().renewal();
    return renewal == null || isFresh(renewal) ? link.secret().token() : current(link, "");
  }

  /** Returns what opens the storage in the place of a token that was refused; empty without one. */
  Optional<String> instead(ProviderLink link, String refused) {
    if (link.secret().renewal() == null) {
      return Optional.empty();
    }
    return Optional.of(current(link, refused)).filter(token -> !token.equals(refused));
  }

  private boolean isFresh(Renewal renewal) {
    return ground.clock().millis() < renewal.expiresAt() - AHEAD.toMillis();
  }

  private boolean isOver(Renewal renewal) {
    return ground.clock().millis() >= renewal.expiresAt();
  }

  /** Returns the token that the link has by now, another one if need be. */
  private String current(ProviderLink known, String refused) {
    synchronized (locks.computeIfAbsent(known.person(), it -> new Object())) {
      var link = ground
          .link(known.person())
          .filter(now -> now.address().equals(known.address()))
          .orElse(known);
      var renewal = link.secret().renewal();
      boolean isRefused = link.secret().token().equals(refused);
      if (renewal == null || (isFresh(renewal) && !isRefused)) {
        return link.secret().token();
      }
      try {
        return renew(link, renewal).token();
      } catch (ProviderException e) {
        if (isRefused || isOver(renewal)) {
          throw e;
        }
        LOG.debug("the old token still serves: {}", e.getMessage());
        return link.secret().token();
      }
    }
  }

  private ProviderLink.Secret renew(ProviderLink link, Renewal renewal) {
    long now = ground.clock().millis();
    var failure = failures.get(link.person());
    if (failure != null
        && failure.refreshToken().equals(renewal.refreshToken())
        && now < failure.until()) {
      throw new ProviderException(failure.kind(), "the token could not be renewed a moment ago");
    }
    if (!claim(link, now)) {
      throw new ProviderException(Kind.UNREACHABLE, "the token is being renewed");
    }
    try {
      var secret = secret(link, renewal, ask(link, renewal));
      keep(link, secret);
      failures.remove(link.person());
      return secret;
    } catch (ProviderException e) {
      boolean isDead = e.kind() == Kind.REFUSED;
      long until = now + (isDead ? DEAD_MILLIS : PAUSE_MILLIS);
      failures.put(link.person(), new Failure(renewal.refreshToken(), until, e.kind()));
      if (isDead) {
        LOG.warn("a storage elsewhere renews no token any more; its person has to link it again");
        ground.note(link.in(ProviderLink.State.REFUSED));
      }
      throw e;
    }
  }

  private boolean claim(ProviderLink link, long now) {
    return ground.database().write(tx -> new LinkStore(tx, ground.seal())
        .claimRenewal(link, now, now - CLAIM_MILLIS));
  }

  private void keep(ProviderLink link, ProviderLink.Secret secret) {
    ground.database().write(tx -> {
      new LinkStore(tx, ground.seal()).renew(link, secret);
      return true;
    });
  }

  private TokenAnswer ask(ProviderLink link, Renewal renewal) {
    var form = Map.of(
            "grant_type", "refresh_token",
            "refresh_token", renewal.refreshToken(),
            "client_id", link.address().origin())
        .entrySet()
        .stream()
        .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), US_ASCII))
        .collect(Collectors.joining("&"));
    var request = OutgoingRequest.post(
        renewal.endpoint(), "application/x-www-form-urlencoded", form.getBytes(US_ASCII));
    var answer = send(request);
    if (answer.status() / 100 != 2) {
      // RFC 6749, 5.2: 400, and 401 where the client is not known any more.
      boolean isDead = answer.status() == 400 || answer.status() == 401;
      throw new ProviderException(
          isDead ? Kind.REFUSED : Kind.UNREACHABLE,
          "the token endpoint answered " + answer.status());
    }
    try {
      return TokenAnswer.parse(answer.body());
    } catch (JsonException e) {
      throw new ProviderException(Kind.ODD, "the token endpoint: " + e.getMessage(), e);
    }
  }

  private OutgoingAnswer send(OutgoingRequest request) {
    try {
      return http.send(request, LIMITS);
    } catch (OutgoingException e) {
      throw new ProviderException(Kind.UNREACHABLE, String.valueOf(e.getMessage()), e);
    }
  }

  private ProviderLink.Secret secret(ProviderLink link, Renewal old, TokenAnswer answer) {
    long life = answer.lifeSeconds().orElse(Renewal.LIFE_UNTOLD.toSeconds());
    long expiresAt = ground.clock().millis() + Duration.ofSeconds(life).toMillis();
    var next =
        new Renewal(old.endpoint(), answer.refreshToken().orElse(old.refreshToken()), expiresAt);
    return new ProviderLink.Secret(answer.accessToken(), link.secret().keyHex(), next);
  }
}
