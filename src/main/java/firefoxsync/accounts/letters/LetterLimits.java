// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts.letters;

import firefoxsync.accounts.AccountException;
import firefoxsync.accounts.Attempts;
import firefoxsync.accounts.Visitor;
import java.time.Clock;
import java.time.Duration;

/**
 * How many letters strangers may have sent in an hour: to one address from one network, to one
 * address, from one network, and over all; and how many codes may be typed from one network.
 */
public final class LetterLimits {
  private static final Duration WINDOW = Duration.ofHours(1);
  private static final int TO_PAIR_MAX = 3;
  private static final int TO_ADDRESS_MAX = 10;
  private static final int OF_NETWORK_MAX = 30;
  private static final int OVER_ALL_MAX = 300;
  private static final int TYPED_MAX = 50;
  private static final String ALL = "";

  private final Attempts toPair;
  private final Attempts toAddress;
  private final Attempts ofNetwork;
  private final Attempts overAll;
  private final Attempts typed;

  /** Takes the time. */
  public LetterLimits(Clock clock) {
    toPair = new Attempts(new Attempts.Limit(TO_PAIR_MAX, WINDOW), clock);
    toAddress = new Attempts(new Attempts.Limit(TO_ADDRESS_MAX, WINDOW), clock);
    ofNetwork = new Attempts(new Attempts.Limit(OF_NETWORK_MAX, WINDOW), clock);
    overAll = new Attempts(new Attempts.Limit(OVER_ALL_MAX, WINDOW), clock);
    typed = new Attempts(new Attempts.Limit(TYPED_MAX, WINDOW), clock);
  }

  /**
   * Counts a letter.
   *
   * @param address whether somebody has it or not
   * @throws AccountException when there is none left
   */
  void takeLetter(String address, Visitor visitor) {
    // The narrow ones first, so that one network alone does not use up what others share.
    ofNetwork.take(visitor.network());
    toPair.take(visitor.network() + " " + address);
    toAddress.take(address);
    overAll.take(ALL);
  }

  /**
   * Counts a code that is typed.
   *
   * @throws AccountException when there is none left
   */
  void takeTyped(Visitor visitor) {
    typed.take(visitor.network());
  }
}
