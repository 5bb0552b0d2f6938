// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts.letters;

import firefoxsync.accounts.Account;
import firefoxsync.accounts.AccountError;
import firefoxsync.accounts.AccountException;
import firefoxsync.accounts.Accounts;
import firefoxsync.accounts.EmailAddress;
import firefoxsync.accounts.Refusals;
import firefoxsync.accounts.Session;
import firefoxsync.accounts.Visitor;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a new account's mailbox is its person's: she types a code that was mailed there, and none
 * of her sessions holds before. Only where letters are sent; whoever forgets her password is written
 * to that mailbox, so it had better be hers.
 */
public final class AddressProofs {
  private static final Logger LOG = LoggerFactory.getLogger(AddressProofs.class);

  /** How long an account waits for its code before it goes. */
  private static final Duration PATIENCE = Duration.ofDays(1);

  private static final int PURGE_STEP = 50;

  private final Accounts accounts;
  private final Post post;
  private final Clock clock;

  /** Takes whose addresses they are, and how they are written to. */
  public AddressProofs(Accounts accounts, Post post, Clock clock) {
    this.accounts = accounts;
    this.post = post;
    this.clock = clock;
  }

  /** Tells whether new accounts wait for a code. */
  public boolean areAsked() {
    return post.letters().areSent();
  }

  /** Tells whether an account waits for its code. */
  public boolean isDue(Account account) {
    return areAsked() && account.isUnproven();
  }

  /**
   * Counts a letter to an address that wants an account, before there is one.
   *
   * @throws AccountException when there is none left
   */
  public void takeLetter(EmailAddress email, Visitor visitor) {
    if (areAsked()) {
      post.limits().takeLetter(email.key(), visitor);
    }
  }

  /** Mails a code to a new account, when it waits for one. */
  public void mail(Account account, Visitor visitor) {
    if (isDue(account)) {
      var code = post.codes().make(MailedCodes.Use.ofAddress(account.id()));
      post.letters().signUpCode(account, code, visitor);
    }
  }

  /** Mails another code to somebody who knows the password, unless there were too many. */
  public void mailWhenAllowed(Account account, Visitor visitor) {
    try {
      takeLetter(account.email(), visitor);
    } catch (AccountException tooMany) {
      // The code of the last letter may still be good, and the page offers another.
      return;
    }
    mail(account, visitor);
  }

  /**
   * Mails another code to the account of a session.
   *
   * @throws AccountException when too many were asked for
   */
  void mailAgain(Session session, Visitor visitor) {
    var account = account(session);
    if (!isDue(account)) {
      return;
    }
    try {
      takeLetter(account.email(), visitor);
    } catch (AccountException e) {
      refused(visitor, session, "too many codes were asked for");
      throw e;
    }
    mail(account, visitor);
  }

  /**
   * Takes a code; from then on the account's sessions hold.
   *
   * @throws AccountException when it is wrong, spent, or was typed wrongly too often
   */
  void prove(Session session, String code, Visitor visitor) {
    if (!account(session).isUnproven()) {
      return;
    }
    try {
      post.limits().takeTyped(visitor);
    } catch (AccountException e) {
      refused(visitor, session, "too many tries");
      throw e;
    }
    if (!post.codes().spend(MailedCodes.Use.ofAddress(session.accountId()), code)) {
      refused(visitor, session, "wrong code");
      throw AccountError.INVALID_CODE.exception("the code is wrong, spent, or has expired");
    }
    accounts.prove(session.accountId());
    LOG.info("account {} has proved its address", session.accountId());
  }

  /**
   * Tells whether an account may have another address: where letters are sent, once the code that was
   * mailed there is shown. Without a code it mails one.
   *
   * @throws AccountException when the code is wrong, spent, or was typed wrongly too often; or when too
   *     many were asked for
   */
  public boolean allowsAnother(
      Account account, EmailAddress email, Optional<String> code, Visitor visitor) {
    if (!areAsked()) {
      return true;
    }
    var use = MailedCodes.Use.ofNewAddress(account.id(), email);
    if (code.isEmpty()) {
      post.limits().takeLetter(email.key(), visitor);
      post.letters().newAddressCode(email, post.codes().make(use), visitor);
      return false;
    }
    post.limits().takeTyped(visitor);
    if (!post.codes().spend(use, code.get())) {
      Refusals.ofAccount("change of address", visitor, account.id(), "wrong code");
      throw AccountError.INVALID_CODE.exception("the code is wrong, spent, or has expired");
    }
    return true;
  }

  /** Removes a few accounts that waited for too long; true when there may be more. */
  public boolean purge() {
    if (!areAsked()) {
      return false;
    }
    var late = accounts.unprovenBefore(clock.millis() - PATIENCE.toMillis(), PURGE_STEP);
    late.forEach(accounts::removeUnproven);
    return late.size() == PURGE_STEP;
  }

  private Account account(Session session) {
    return accounts
        .find(session.accountId())
        .orElseThrow(() -> AccountError.INVALID_TOKEN.exception("the account is gone"));
  }

  private static void refused(Visitor visitor, Session session, String reason) {
    Refusals.ofAccount("sign-up", visitor, session.accountId(), reason);
  }
}
