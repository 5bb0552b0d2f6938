// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import firefoxsync.config.SignUp;
import firefoxsync.crypto.PasswordHash;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a visitor may do with an address and a password: sign up, sign in, delete the account. Tries
 * are counted, refusals are logged in one form.
 */
public final class SignIns {
  private static final Logger LOG = LoggerFactory.getLogger(SignIns.class);
  private static final Duration WINDOW = Duration.ofMinutes(15);

  /** Wrong passwords of one account from one address. */
  private static final Attempts.Limit ACCOUNT_LIMIT = new Attempts.Limit(10, WINDOW);

  /** Wrong passwords and new accounts from one address: a school behind one address still fits. */
  private static final Attempts.Limit ADDRESS_LIMIT = new Attempts.Limit(100, WINDOW);

  private static final long BUSY_RETRY_SECONDS = 5;

  private final Accounts accounts;
  private final Sessions sessions;
  private final SignUp signUp;
  private final Attempts ofAccount;
  private final Attempts ofAddress;

  /** Takes what it needs; {@code signUp} says who may make an account. */
  public SignIns(Accounts accounts, Sessions sessions, SignUp signUp, Clock clock) {
    this.accounts = accounts;
    this.sessions = sessions;
    this.signUp = signUp;
    this.ofAccount = new Attempts(ACCOUNT_LIMIT, clock);
    this.ofAddress = new Attempts(ADDRESS_LIMIT, clock);
  }

  /** Makes an account and signs in, when visitors may. */
  SignedIn signUp(NewAccount wanted, Visitor visitor, boolean keysWanted) {
    if (signUp != SignUp.OPEN) {
      LOG.warn(
          "refused sign-up from {}: sign_up is {}; `firefox-sync user add EMAIL` lets a person in",
          visitor.address(),
          signUp.name().toLowerCase(Locale.ROOT));
      throw AccountError.SIGN_UP_CLOSED.exception("sign_up is not open");
    }
    ofAddress.take(visitor.network());
    var unlocked = unlessBusy(() -> accounts.add(wanted));
    LOG.info("new account {}", unlocked.account().id());
    return sessions.open(unlocked, visitor.userAgent(), keysWanted);
  }

  /** Signs in with authPW. */
  SignedIn signIn(EmailAddress email, byte[] authPw, Visitor visitor, boolean keysWanted) {
    var unlocked = unlock(email, authPw, visitor);
    return sessions.open(unlocked, visitor.userAgent(), keysWanted);
  }

  /** Deletes the account whose authPW is shown, with everything kept for its person. */
  void delete(EmailAddress email, byte[] authPw, Visitor visitor) {
    var accountId = unlock(email, authPw, visitor).account().id();
    accounts.remove(accountId);
    LOG.info("account {} was deleted by its owner", accountId);
  }

  /** Tells whether an address has an account, as far as a visitor may know it. */
  boolean mayExist(EmailAddress email) {
    // Where visitors cannot make accounts, they cannot find out who has one either.
    return signUp != SignUp.OPEN || accounts.findByEmail(email).isPresent();
  }

  private UnlockedAccount unlock(EmailAddress email, byte[] authPw, Visitor visitor) {
    var both = visitor.network() + " " + email.key();
    take(ofAddress, visitor.network(), visitor);
    take(ofAccount, both, visitor);
    var unlocked = unlessBusy(() -> accounts.unlock(email, authPw));
    if (unlocked.isEmpty()) {
      throw refuse(email, visitor);
    }
    ofAddress.giveBack(visitor.network());
    ofAccount.giveBack(both);
    return unlocked.get();
  }

  private AccountException refuse(EmailAddress email, Visitor visitor) {
    var account = accounts.findByEmail(email);
    var reason = account.isPresent()
        ? "wrong password"
        : "unknown account; `firefox-sync user add EMAIL` makes one";
    logRefusal(visitor, account, reason);
    return account.isPresent() || signUp != SignUp.OPEN
        ? AccountError.INCORRECT_PASSWORD.exception(reason)
        : AccountError.UNKNOWN_ACCOUNT.exception(reason);
  }

  private void take(Attempts attempts, String key, Visitor visitor) {
    try {
      attempts.take(key);
    } catch (AccountException e) {
      logRefusal(visitor, Optional.empty(), "too many tries");
      throw e;
    }
  }

  /** Writes the one line that fail2ban reads. */
  private static void logRefusal(Visitor visitor, Optional<Account> account, String reason) {
    LOG.warn(
        "refused sign-in from {} account {}: {}",
        visitor.address(),
        account.map(Account::id).orElse("-"),
        reason);
  }

  private static <T> T unlessBusy(Supplier<T> work) {
    try {
      return work.get();
    } catch (PasswordHash.BusyException e) {
      throw AccountError.TOO_MANY_REQUESTS
          .exception(String.valueOf(e.getMessage()))
          .with("retryAfter", BUSY_RETRY_SECONDS);
    }
  }
}
