// SPDX-License-Identifier: MPL-2.0
package firefoxsync.push;

import firefoxsync.errands.Errands;
import firefoxsync.http.outgoing.OutgoingException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A message on its way to one browser. */
final class PushDelivery implements Errands.Errand {
  static final int TRIES_MAX = 4;
  private static final Logger LOG = LoggerFactory.getLogger(PushDelivery.class);
  private static final int GROWTH_OF_PAUSE = 5;

  private final PushMessage message;
  private final Subscription to;
  private final Runnable onGone;
  private final PushSender sender;
  private final Instant expiresAt;

  PushDelivery(PushMessage message, Subscription to, Runnable onGone, PushSender sender) {
    this.message = message;
    this.to = to;
    this.onGone = onGone;
    this.sender = sender;
    this.expiresAt = sender.now().plus(message.life());
  }

  @Override
  public Optional<Duration> run(int tries) {
    var outcome = ask();
    return switch (outcome.verdict()) {
      case TAKEN -> Optional.empty();
      case GONE -> {
        onGone.run();
        yield Optional.empty();
      }
      case REFUSED -> {
        LOG.warn("push: {} refused a message", to.uri().getHost());
        yield Optional.empty();
      }
      case LATER -> pause(outcome, tries);
    };
  }

  private PushOutcome ask() {
    try {
      return sender.send(message, to);
    } catch (OutgoingException e) {
      LOG.debug("push: {}", e.getMessage());
      return PushOutcome.unreachable();
    }
  }

  private Optional<Duration> pause(PushOutcome outcome, int tries) {
    var pause = sender.firstPause();
    for (int i = 0; i < tries; i++) {
      pause = pause.multipliedBy(GROWTH_OF_PAUSE);
    }
    if (outcome.patience().compareTo(pause) > 0) {
      pause = outcome.patience();
    }
    if (tries + 1 < TRIES_MAX && !sender.now().plus(pause).isAfter(expiresAt)) {
      return Optional.of(pause);
    }
    LOG.info("push: {} took no message in {} tries", to.uri().getHost(), tries + 1);
    return Optional.empty();
  }
}
