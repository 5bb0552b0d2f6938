// SPDX-License-Identifier: MPL-2.0
package firefoxsync.push;

import firefoxsync.http.outgoing.OutgoingAnswer;
import java.time.Duration;

/**
 * What a push service says to a message.
 *
 * @param patience how long it wants to be left alone, at least
 */
record PushOutcome(Verdict verdict, Duration patience) {
  /** What becomes of the message. */
  enum Verdict {
    /** The service will deliver it. */
    TAKEN,
    /** The subscription is over. */
    GONE,
    /** The service is busy or broken. */
    LATER,
    /** The service does not want it, now or later. */
    REFUSED
  }

  private static final long WAIT_SECONDS_MAX = 600;

  static PushOutcome unreachable() {
    return new PushOutcome(Verdict.LATER, Duration.ZERO);
  }

  /** Reads an answer by RFC 8030, section 5, and what services make of it. */
  static PushOutcome of(OutgoingAnswer answer) {
    return new PushOutcome(verdict(answer.status()), patience(answer));
  }

  private static Verdict verdict(int status) {
    if (status >= 200 && status < 300) {
      return Verdict.TAKEN;
    }
    return switch (status) {
      case 404, 410 -> Verdict.GONE;
      case 429, 500, 502, 503, 504 -> Verdict.LATER;
      default -> Verdict.REFUSED;
    };
  }

  private static Duration patience(OutgoingAnswer answer) {
    return answer
        .headers()
        .first("Retry-After")
        .filter(text -> text.matches("[0-9]{1,9}"))
        .map(Long::parseLong)
        .map(seconds -> Duration.ofSeconds(Math.min(seconds, WAIT_SECONDS_MAX)))
        .orElse(Duration.ZERO);
  }
}
