// SPDX-License-Identifier: MPL-2.0
package firefoxsync.mozilla;

import static java.nio.charset.StandardCharsets.UTF_8;

import firefoxsync.http.outgoing.OutgoingException;
import firefoxsync.http.outgoing.OutgoingHttp;
import firefoxsync.http.outgoing.OutgoingLimits;
import firefoxsync.http.outgoing.OutgoingRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The issuer's keys as they were last told: fetched when first needed, again after some hours and when
 * a token names an unknown one, and kept while nobody tells others. Safe for concurrent use.
 */
final class KeySetCache {
  private static final Logger LOG = LoggerFactory.getLogger(KeySetCache.class);
  private static final Duration FRESH = Duration.ofHours(6);
  /** Tokens can name any key, so that strangers would have us ask as often as they like. */
  private static final Duration REST = Duration.ofMinutes(3);
  /** As long as there are no keys at all. */
  private static final Duration BRIEF_REST = Duration.ofSeconds(5);

  private static final OutgoingLimits LIMITS =
      new OutgoingLimits(Duration.ofSeconds(5), 128 * 1024, 3);
  private static final int WAITING_MAX = 8;

  private record Told(KeySet keys, long at) {}

  private final OutgoingHttp http;
  private final URI address;
  private final Clock clock;
  private final ReentrantLock asking = new ReentrantLock();
  private volatile @Nullable Told told;
  private long askedAt = Long.MIN_VALUE / 2;

  KeySetCache(OutgoingHttp http, URI address, Clock clock) {
    this.http = http;
    this.address = address;
    this.clock = clock;
  }

  /** Returns the keys to judge a token by that names one of them; empty when there are none. */
  Optional<KeySet> keysFor(Optional<String> keyId) {
    var known = told;
    if (known == null || keyId.filter(id -> !known.keys().has(id)).isPresent()) {
      awaitNewerThan(known);
    } else if (!isWithin(FRESH, known.at())) {
      // Those that are at hand will do for everybody else in the meantime.
      if (asking.tryLock()) {
        askAndUnlock(known);
      }
    }
    var now = told;
    return now == null ? Optional.empty() : Optional.of(now.keys());
  }

  /** One asks, a few wait for what it learns, all others go on with what there is. */
  private void awaitNewerThan(@Nullable Told known) {
    if (asking.getQueueLength() >= WAITING_MAX) {
      return;
    }
    try {
      if (asking.tryLock(LIMITS.total().toMillis(), TimeUnit.MILLISECONDS)) {
        askAndUnlock(known);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void askAndUnlock(@Nullable Told known) {
    try {
      var rest = known == null ? BRIEF_REST : REST;
      boolean isTold = !Objects.equals(told, known);
      if (!isTold && !isWithin(rest, askedAt)) {
        askedAt = clock.millis();
        ask().ifPresent(keys -> told = new Told(keys, clock.millis()));
        askedAt = clock.millis();
      }
    } finally {
      asking.unlock();
    }
  }

  /** A clock that went back says nothing about how long ago something was. */
  private boolean isWithin(Duration duration, long since) {
    long elapsed = clock.millis() - since;
    return elapsed >= 0 && elapsed < duration.toMillis();
  }

  private Optional<KeySet> ask() {
    try {
      var answer = http.send(OutgoingRequest.get(address), LIMITS);
      var keys = answer.status() == 200
          ? KeySet.parse(new String(answer.body(), UTF_8))
          : Optional.<KeySet>empty();
      if (keys.isEmpty()) {
        LOG.warn("no usable keys at {}, status {}", address, answer.status());
      }
      return keys;
    } catch (OutgoingException e) {
      LOG.warn("cannot fetch the keys at {}: {}", address, e.getMessage());
      return Optional.empty();
    }
  }
}
