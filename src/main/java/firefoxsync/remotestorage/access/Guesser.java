// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage.access;

import firefoxsync.accounts.Attempts;
import firefoxsync.accounts.Visitor;
import firefoxsync.http.RequestHead;
import java.time.Clock;
import java.time.Duration;

/** Counts what strangers guess, by their networks. */
public final class Guesser {
  private static final Attempts.Limit LIMIT = new Attempts.Limit(100, Duration.ofMinutes(15));

  private Guesser() {}

  /** Returns how often a network may guess wrong, with nothing counted yet. */
  public static Attempts limit(Clock clock) {
    return new Attempts(LIMIT, clock);
  }

  /** Returns what somebody's guesses are counted by. */
  public static String of(RequestHead head) {
    return Visitor.of(head).network();
  }
}
