// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lines that fail2ban reads, in one stable form: who was refused what, and why. */
public final class Refusals {
  private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

  private Refusals() {}

  /** Writes that a visitor was not let in. */
  static void signIn(Visitor visitor, Optional<Account> account, String reason) {
    ofAccount("sign-in", visitor, account.map(Account::id).orElse("-"), reason);
  }

  /** Writes that a visitor could not reset a password. */
  public static void reset(Visitor visitor, Optional<Account> account, String reason) {
    ofAccount("reset", visitor, account.map(Account::id).orElse("-"), reason);
  }

  /** Writes that a visitor could not make an account. */
  static void signUp(Visitor visitor, String reason) {
    LOG.warn("refused sign-up from {}: {}", visitor.address(), reason);
  }

  /** Writes that somebody with a session was refused something that she must prove. */
  public static void ofAccount(String what, Visitor visitor, String accountId, String reason) {
    LOG.warn("refused {} from {} account {}: {}", what, visitor.address(), accountId, reason);
  }
}
