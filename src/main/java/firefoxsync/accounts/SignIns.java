// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import firefoxsync.accounts.invitations.Invitations;
import firefoxsync.accounts.secondstep.SecondSteps;
import firefoxsync.config.SignUp;
import java.util.Locale;
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

  /** Who may make an account, and who must take a second step. */
  record Rules(SignUp signUp, Invitations invitations, SecondSteps secondSteps, TryLimits limits) {}

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
    var unlocked = PasswordGate.unlessBusy(() -> accounts.add(wanted, admission));
    LOG.info(
        "new account {}{}",
        unlocked.account().id(),
        unlocked.account().isOwner() ? ", who owns this server" : "");
    return sessions.open(unlocked, visitor.userAgent(), new Sessions.Opening(keysWanted, true));
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

  /** Signs in with authPW; the session is not verified while a second step is due. */
  SignedIn signIn(EmailAddress email, byte[] authPw, Visitor visitor, boolean keysWanted) {
    var unlocked = gate.unlock(email, authPw, visitor);
    boolean isVerified = !rules.secondSteps().isOn(unlocked.account().id());
    return sessions.open(
        unlocked, visitor.userAgent(), new Sessions.Opening(keysWanted, isVerified));
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
    accounts.remove(accountId);
    LOG.info("account {} was deleted by its owner", accountId);
  }

  /** Gives the account of a session another address, after the password was shown again. */
  void changeEmail(Session session, EmailAddress email, byte[] authPw, Visitor visitor) {
    gate.confirm(session, authPw, visitor);
    accounts.changeEmail(session.accountId(), email);
    LOG.info("account {} has another address", session.accountId());
  }

  /** Tells whether an address has an account, as far as a visitor may know it. */
  boolean mayExist(EmailAddress email) {
    // Where visitors cannot make accounts, they cannot find out who has one either.
    return rules.signUp() != SignUp.OPEN || accounts.findByEmail(email).isPresent();
  }
}
