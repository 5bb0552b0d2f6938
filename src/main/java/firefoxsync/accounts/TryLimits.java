// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import java.time.Clock;
import java.time.Duration;

/**
 * How often passwords and codes may be tried in a quarter of an hour: for one account from one
 * network, from one network, for one account, and over all. The last two spare the networks that the
 * person signed in from before, so that no stranger can lock her out.
 */
final class TryLimits {
  private static final Duration WINDOW = Duration.ofMinutes(15);

  /** A school behind one address still fits. */
  private static final int OF_NETWORK_MAX = 100;

  private static final int OF_PAIR_MAX = 10;
  private static final int OF_ACCOUNT_MAX = 100;
  private static final int OVER_ALL_MAX = 1000;
  private static final String ALL = "";

  private final Attempts ofPair;
  private final Attempts ofNetwork;
  private final Attempts ofAccount;
  private final Attempts overAll;

  TryLimits(Clock clock) {
    ofPair = new Attempts(new Attempts.Limit(OF_PAIR_MAX, WINDOW), clock);
    ofNetwork = new Attempts(new Attempts.Limit(OF_NETWORK_MAX, WINDOW), clock);
    ofAccount = new Attempts(new Attempts.Limit(OF_ACCOUNT_MAX, WINDOW), clock);
    overAll = new Attempts(new Attempts.Limit(OVER_ALL_MAX, WINDOW), clock);
  }

  /**
   * Counts a try to make an account.
   *
   * @throws AccountException when the network has none left
   */
  void takeForSignUp(Visitor visitor) {
    ofNetwork.take(visitor.network());
  }

  /**
   * Counts a try, before its work is done.
   *
   * @param name of the account, whether it exists or not
   * @param isFamiliar whether the person signed in from the visitor's network before
   * @throws AccountException when there is none left
   */
  void take(String name, Visitor visitor, boolean isFamiliar) {
    ofNetwork.take(visitor.network());
    ofPair.take(visitor.network() + " " + name);
    if (!isFamiliar) {
      ofAccount.take(name);
      overAll.take(ALL);
    }
  }

  /** Gives a try back: it was no guess. */
  void giveBack(String name, Visitor visitor, boolean isFamiliar) {
    ofNetwork.giveBack(visitor.network());
    ofPair.giveBack(visitor.network() + " " + name);
    if (!isFamiliar) {
      ofAccount.giveBack(name);
      overAll.giveBack(ALL);
    }
  }
}
