// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import firefoxsync.accounts.devices.DeviceNotices;
import firefoxsync.accounts.invitations.Invitations;
import firefoxsync.accounts.letters.AccountLetters;
import firefoxsync.accounts.letters.AddressProofs;
import firefoxsync.accounts.secondstep.SecondSteps;
import firefoxsync.config.SignUp;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a visitor may do with an address and a password: sign up, sign in, delete the account. */
public final class SignIns {
  private static final Logger LOG = LoggerFactory.getLogger(SignIns.class);

  private final Accounts accounts;
  private final Sessions sessions;
  private final PasswordGate gate;
  private final Rules rules;

  /** Who may make an account, who must take a second step, and who is told. */
  record Rules(
      SignUp signUp,
      Invitations invitations,
      SecondSteps secondSteps,
      TryLimits limits,
      DeviceNotices notices,
      Correspondence correspondence) {}

  /** What people are written, and the codes that new accounts are asked for. */
  record Correspondence(AccountLetters letters, AddressProofs proofs) {}

  SignIns(Accounts accounts, Sessions sessions, PasswordGate gate, Rules rules) {
    this.accounts = accounts;
    this.sessions = sessions;
    this.gate = gate;
    this.rules = rules;
  }

  /** Makes an account and signs in: with an invitation, or without where visitors may. */
  SignedIn signUp(
      NewAccount wanted, @Nullable String invitation, Visitor visitor, boolean keysWanted) {
    var admission = admission(invitation, visitor);
    rules.limits().takeForSignUp(visitor);
    var proofs = rules.correspondence().proofs();
    // The administrator printed the link of a claim, and letters may not work yet.
    boolean asksForProof = proofs.areAsked() && !isClaim(invitation);
    if (asksForProof) {
      takeLetter(wanted.email(), visitor);
    }
    var unlocked = PasswordGate.unlessBusy(() -> accounts.add(wanted, admission, asksForProof));
    var account = unlocked.account();
    gate.welcome(account, visitor);
    LOG.info("new account {}{}", account.id(), account.isOwner() ? ", who owns this server" : "");
    var due = proofs.isDue(account) ? Due.ADDRESS : Due.NOTHING;
    var signedIn =
        sessions.open(unlocked, visitor.userAgent(), new Sessions.Opening(keysWanted, due));
    proofs.mail(account, visitor);
    return signedIn;
  }

  private boolean isClaim(@Nullable String invitation) {
    return invitation != null && rules.invitations().isClaim(invitation);
  }

  private void takeLetter(EmailAddress email, Visitor visitor) {
    try {
      rules.correspondence().proofs().takeLetter(email, visitor);
    } catch (AccountException e) {
      Refusals.signUp(visitor, "too many codes were asked for");
      throw e;
    }
  }

  private Admission admission(@Nullable String invitation, Visitor visitor) {
    if (invitation != null) {
      try {
        return rules.invitations().admission(invitation, rules.signUp());
      } catch (AccountException e) {
        Refusals.signUp(visitor, "the invitation was used, revoked, or has expired");
        throw e;
      }
    }
    if (rules.signUp() == SignUp.OPEN) {
      return Admission.OF_ANYBODY;
    }
    Refusals.signUp(
        visitor,
        "sign_up is %s; %s lets a person in"
            .formatted(
                rules.signUp().name().toLowerCase(Locale.ROOT),
                rules.signUp() == SignUp.INVITE
                    ? "`firefox-sync invite`"
                    : "`firefox-sync user add EMAIL`"));
    throw AccountError.SIGN_UP_CLOSED.exception("sign_up is not open");
  }

  /** Signs in with authPW; the session is not verified while a code is due. */
  SignedIn signIn(EmailAddress email, byte[] authPw, Visitor visitor, boolean keysWanted) {
    var unlocked = gate.unlock(email, authPw, visitor);
    var account = unlocked.account();
    var due = due(account);
    var signedIn =
        sessions.open(unlocked, visitor.userAgent(), new Sessions.Opening(keysWanted, due));
    if (due == Due.ADDRESS) {
      rules.correspondence().proofs().mailWhenAllowed(account, visitor);
    }
    return signedIn;
  }

  private Due due(Account account) {
    if (rules.correspondence().proofs().isDue(account)) {
      return Due.ADDRESS;
    }
    if (account.isUnproven()) {
      // No letters are sent any more, so nobody asks.
      accounts.prove(account.id());
    }
    return rules.secondSteps().isOn(account.id()) ? Due.SECOND_STEP : Due.NOTHING;
  }

  /**
   * Deletes the account whose authPW is shown, with everything kept for its person.
   *
   * @param session a verified one, without which an account with a second step is not deleted
   */
  void delete(EmailAddress email, byte[] authPw, @Nullable Session session, Visitor visitor) {
    var accountId = gate.unlock(email, authPw, visitor).account().id();
    boolean isHers = session != null && session.accountId().equals(accountId);
    if (!isHers && rules.secondSteps().isOn(accountId)) {
      throw AccountError.SESSION_UNVERIFIED.exception("deletion needs the second step");
    }
    var audience = rules.notices().audience(accountId);
    accounts.remove(accountId);
    rules.notices().accountDestroyed(audience);
    LOG.info("account {} was deleted by its owner", accountId);
  }

  /**
   * Gives the account of a session another address, after the password was shown again.
   *
   * @param code what was mailed there; where letters are sent, one is mailed when there is none yet
   * @return the address that it has now: still the old one when a code was mailed
   */
  EmailAddress changeEmail(
      Session session, EmailAddress email, byte[] authPw, Optional<String> code, Visitor visitor) {
    var before = gate.unlock(session, authPw, visitor).account();
    accounts.requireFree(session.accountId(), email);
    if (!rules.correspondence().proofs().allowsAnother(before, email, code, visitor)) {
      return before.email();
    }
    accounts.changeEmail(session.accountId(), email);
    rules.correspondence().letters().addressChanged(before, email, visitor);
    rules.notices().profileUpdated(session.accountId());
    LOG.info("account {} has another address", session.accountId());
    return email;
  }

  /** Tells whether an address has an account, as far as a visitor may know it. */
  boolean mayExist(EmailAddress email) {
    // Where visitors cannot make accounts, they cannot find out who has one either.
    // An address that nobody has proved is free to whoever proves it.
    return rules.signUp() != SignUp.OPEN
        || accounts
            .findByEmail(email)
            .filter(account -> !rules.correspondence().proofs().isDue(account))
            .isPresent();
  }
}
