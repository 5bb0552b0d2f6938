// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import firefoxsync.crypto.PasswordHash;
import java.util.Optional;
import java.util.function.Supplier;

/** Where passwords are shown. Tries are counted, refusals are logged in one form. */
public final class PasswordGate {
  private static final long BUSY_RETRY_SECONDS = 5;

  private final Accounts accounts;
  private final FamiliarNetworks familiar;
  private final TryLimits limits;
  private final Rules rules;

  /**
   * What the administrator decided.
   *
   * @param tellsStrangers whether a stranger may learn that an address has no account
   * @param takesVersion1 whether command-line clients may show what they make of a password
   */
  record Rules(boolean tellsStrangers, boolean takesVersion1) {}

  PasswordGate(Accounts accounts, FamiliarNetworks familiar, TryLimits limits, Rules rules) {
    this.accounts = accounts;
    this.familiar = familiar;
    this.limits = limits;
    this.rules = rules;
  }

  /**
   * Asks a person who is signed in for her password once more.
   *
   * @throws AccountException when it is wrong, or was tried too often
   */
  public void confirm(Session session, byte[] authPw, Visitor visitor) {
    unlock(session, authPw, visitor);
  }

  UnlockedAccount unlock(Session session, byte[] authPw, Visitor visitor) {
    var account = accounts
        .find(session.accountId())
        .orElseThrow(() -> AccountError.INVALID_TOKEN.exception("the account is gone"));
    return unlock(account.email(), authPw, visitor);
  }

  /**
   * Returns the account whose authPW is shown.
   *
   * @throws AccountException when there is none, it is disabled, or was tried too often
   */
  UnlockedAccount unlock(EmailAddress email, byte[] authPw, Visitor visitor) {
    boolean isFamiliar = take(email, visitor);
    var unlocked = unlessBusy(() -> accounts.unlock(email, authPw, rules.takesVersion1()))
        .orElseThrow(() -> refuse(email, visitor));
    limits.giveBack(email.key(), visitor, isFamiliar);
    var account = unlocked.account();
    if (account.isDisabled()) {
      Refusals.signIn(
          visitor,
          Optional.of(account),
          "the account is disabled; `firefox-sync user enable EMAIL` lets the person in");
      throw AccountError.ACCOUNT_DISABLED.exception("the account is disabled");
    }
    if (!account.isUnproven()) {
      familiar.greet(account, visitor, isFamiliar);
    }
    return unlocked;
  }

  /** Remembers where a person made her account. */
  void welcome(Account account, Visitor visitor) {
    familiar.remember(account.id(), visitor.network());
  }

  private boolean take(EmailAddress email, Visitor visitor) {
    var account = accounts.findByEmail(email);
    boolean isFamiliar =
        account.filter(a -> familiar.knows(a.id(), visitor.network())).isPresent();
    try {
      limits.take(email.key(), visitor, isFamiliar);
    } catch (AccountException e) {
      Refusals.signIn(visitor, Optional.empty(), "too many tries");
      throw e;
    }
    return isFamiliar;
  }

  private AccountException refuse(EmailAddress email, Visitor visitor) {
    var account = accounts.findByEmail(email);
    var reason = account.isPresent()
        ? "wrong password"
        : "unknown account; `firefox-sync user add EMAIL` makes one";
    Refusals.signIn(visitor, account, reason);
    return account.isPresent() || !rules.tellsStrangers()
        ? AccountError.INCORRECT_PASSWORD.exception(reason)
        : AccountError.UNKNOWN_ACCOUNT.exception(reason);
  }

  /** Does slow work on a password; turns visitors away while too many wait for it. */
  static <T> T unlessBusy(Supplier<T> work) {
    try {
      return work.get();
    } catch (PasswordHash.BusyException e) {
      throw AccountError.TOO_MANY_REQUESTS
          .exception(String.valueOf(e.getMessage()))
          .with("retryAfter", BUSY_RETRY_SECONDS);
    }
  }
}
