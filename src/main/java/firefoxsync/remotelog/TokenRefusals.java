// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import firefoxsync.remotelog.LogGround.Linked;
import firefoxsync.sync.StoreRefusal;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers whose token a provider has refused, so that it is not asked with it all the time. */
final class TokenRefusals {
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final Clock clock;

  /** One entry a log of this server. */
  private final Map<Long, Refusal> refusals = new ConcurrentHashMap<>();

  private record Refusal(String token, long until) {}

  TokenRefusals(Clock clock) {
    this.clock = clock;
  }

  void add(Linked linked) {
    refusals.put(
        linked.log().uid(),
        new Refusal(linked.link().secret().token(), clock.millis() + PAUSE.toMillis()));
  }

  /** Refuses when the same token was refused a moment ago; another one is tried at once. */
  void check(Linked linked) {
    var last = refusals.get(linked.log().uid());
    if (last == null) {
      return;
    }
    // A link made anew begins without a refusal, even with the same token.
    if (linked.link().state() == ProviderLink.State.REFUSED
        && last.token().equals(linked.link().secret().token())
        && clock.millis() < last.until()) {
      throw StoreRefusal.unavailable("the provider refuses the token", Appender.LONG);
    }
    refusals.remove(linked.log().uid());
  }
}
