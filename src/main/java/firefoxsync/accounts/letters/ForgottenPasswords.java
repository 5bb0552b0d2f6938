// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts.letters;

import firefoxsync.accounts.Account;
import firefoxsync.accounts.AccountError;
import firefoxsync.accounts.AccountException;
import firefoxsync.accounts.AccountToken;
import firefoxsync.accounts.Accounts;
import firefoxsync.accounts.EmailAddress;
import firefoxsync.accounts.Passwords;
import firefoxsync.accounts.Refusals;
import firefoxsync.accounts.Visitor;
import java.time.Duration;
import java.util.Optional;

/**
 * A forgotten password, reset by who reads the account's mailbox. Nobody learns who has an account:
 * every address is answered alike, after the same work.
 */
public final class ForgottenPasswords {
  private static final Duration RESET_LIFE = Duration.ofMinutes(30);

  private final Accounts accounts;
  private final Passwords passwords;
  private final Post post;

  /** Takes who people are, and how they are written to. */
  public ForgottenPasswords(Accounts accounts, Passwords passwords, Post post) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.post = post;
  }

  /**
   * Mails a code to the person whose address it is, if there is one.
   *
   * @throws AccountException when no letters are sent here, or too many were asked for
   */
  void sendCode(EmailAddress email, Visitor visitor) {
    requireLetters();
    try {
      post.limits().takeLetter(email.key(), visitor);
    } catch (AccountException e) {
      Refusals.reset(visitor, Optional.empty(), "too many codes were asked for");
      throw e;
    }
    var code = post.codes().make(MailedCodes.Use.ofReset(email));
    find(email).ifPresent(account -> post.letters().resetCode(account, code, visitor));
  }

  /**
   * Returns what a code buys: a token that resets the password, once.
   *
   * @throws AccountException when the code is wrong, spent, or was typed wrongly too often
   */
  AccountToken redeem(EmailAddress email, String code, Visitor visitor) {
    requireLetters();
    var account = find(email);
    try {
      post.limits().takeTyped(visitor);
    } catch (AccountException e) {
      Refusals.reset(visitor, account, "too many tries");
      throw e;
    }
    boolean isRight = post.codes().spend(MailedCodes.Use.ofReset(email), code);
    if (!isRight || account.isEmpty()) {
      Refusals.reset(visitor, account, "wrong code");
      throw AccountError.INVALID_CODE.exception("the code is wrong, spent, or has expired");
    }
    return passwords.resetLink(account.get().id(), RESET_LIFE, false);
  }

  private Optional<Account> find(EmailAddress email) {
    return accounts.findByEmail(email).filter(account -> !account.isDisabled());
  }

  private void requireLetters() {
    if (!post.letters().areSent()) {
      throw AccountError.FEATURE_DISABLED.exception("no mail server is configured");
    }
  }
}
