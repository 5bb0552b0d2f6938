// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import firefoxsync.accounts.invitations.Invitations;
import firefoxsync.accounts.profile.Avatars;
import firefoxsync.accounts.secondstep.SecondSteps;
import firefoxsync.config.AccountsSettings;
import firefoxsync.config.SignUp;
import firefoxsync.crypto.MasterSecret;
import firefoxsync.crypto.Seal;
import firefoxsync.people.Belongings;
import java.util.List;

/** The services of this folder, built together: commands and routes share them. */
public final class AccountServices {
  private final Accounts accounts;
  private final Sessions sessions;
  private final SecondSteps secondSteps;
  private final Invitations invitations;
  private final PasswordGate gate;
  private final SignIns signIns;
  private final Passwords passwords;
  private final RecoveryKeys recoveryKeys;
  private final Avatars avatars;
  private final boolean takesVersion1;

  /**
   * Builds them.
   *
   * @param belongings what features keep for a person, erased with her account
   */
  public AccountServices(
      Ground ground,
      AccountSecrets secrets,
      AccountsSettings settings,
      List<Belongings> belongings) {
    accounts = new Accounts(ground, secrets.passwordHash(), secrets.instanceSecret(), belongings);
    sessions = new Sessions(ground);
    var seal = new Seal(secrets.master(), MasterSecret.Use.SECOND_STEP, ground.secrets());
    secondSteps = new SecondSteps(ground, sessions, seal);
    invitations = new Invitations(ground);
    recoveryKeys = new RecoveryKeys(ground);
    avatars = new Avatars(ground);
    takesVersion1 = settings.v1Verifiers();
    var limits = new TryLimits(ground.clock());
    gate = new PasswordGate(
        accounts,
        new FamiliarNetworks(ground, secrets.instanceSecret()),
        limits,
        new PasswordGate.Rules(settings.signUp() == SignUp.OPEN, takesVersion1));
    signIns = new SignIns(
        accounts,
        sessions,
        gate,
        new SignIns.Rules(settings.signUp(), invitations, secondSteps, limits));
    passwords = new Passwords(ground, accounts, gate, secondSteps);
  }

  /** Returns the accounts. */
  public Accounts accounts() {
    return accounts;
  }

  /** Returns who is signed in. */
  public Sessions sessions() {
    return sessions;
  }

  /** Returns the second steps of sign-ins. */
  public SecondSteps secondSteps() {
    return secondSteps;
  }

  /** Returns who may make an account by a link. */
  public Invitations invitations() {
    return invitations;
  }

  /** Returns where passwords are shown. */
  public PasswordGate gate() {
    return gate;
  }

  /** Returns how passwords are changed and reset. */
  public Passwords passwords() {
    return passwords;
  }

  SignIns signIns() {
    return signIns;
  }

  /** Returns people's keys on paper. */
  public RecoveryKeys recoveryKeys() {
    return recoveryKeys;
  }

  /** Returns people's pictures. */
  public Avatars avatars() {
    return avatars;
  }

  boolean takesVersion1() {
    return takesVersion1;
  }
}
