// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import firefoxsync.accounts.devices.DeviceNotices;
import firefoxsync.accounts.invitations.Invitations;
import firefoxsync.accounts.letters.AccountLetters;
import firefoxsync.accounts.letters.AddressProofs;
import firefoxsync.accounts.letters.ForgottenPasswords;
import firefoxsync.accounts.letters.LetterLimits;
import firefoxsync.accounts.letters.MailedCodes;
import firefoxsync.accounts.letters.Post;
import firefoxsync.accounts.profile.Avatars;
import firefoxsync.accounts.secondstep.SecondSteps;
import firefoxsync.config.AccountsSettings;
import firefoxsync.config.SignUp;
import firefoxsync.crypto.MasterSecret;
import firefoxsync.crypto.Seal;
import firefoxsync.people.Passes;

/** The services of this folder, built together: commands and routes share them. */
public final class AccountServices implements Passes {
  private final Ground ground;
  private final Accounts accounts;
  private final Sessions sessions;
  private final SecondSteps secondSteps;
  private final Invitations invitations;
  private final PasswordGate gate;
  private final SignIns signIns;
  private final Passwords passwords;
  private final RecoveryKeys recoveryKeys;
  private final Avatars avatars;
  private final DeviceNotices notices;
  private final AccountLetters letters;
  private final MailedCodes mailedCodes;
  private final ForgottenPasswords forgotten;
  private final AddressProofs proofs;
  private final boolean takesVersion1;

  /** Builds them. */
  public AccountServices(
      Ground ground, AccountSecrets secrets, AccountsSettings settings, Neighbours neighbours) {
    this.ground = ground;
    accounts = new Accounts(
        ground, secrets.passwordHash(), secrets.instanceSecret(), neighbours.belongings());
    notices = new DeviceNotices(ground, neighbours.push(), neighbours.publicUrl());
    letters = new AccountLetters(neighbours.mail(), neighbours.publicUrl(), ground.clock());
    mailedCodes = new MailedCodes(ground, secrets.instanceSecret());
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
        new FamiliarNetworks(ground, secrets.instanceSecret(), letters),
        limits,
        new PasswordGate.Rules(settings.signUp() == SignUp.OPEN, takesVersion1));
    var post = new Post(mailedCodes, letters, new LetterLimits(ground.clock()));
    proofs = new AddressProofs(accounts, post, ground.clock());
    signIns = new SignIns(
        accounts,
        sessions,
        gate,
        new SignIns.Rules(
            settings.signUp(),
            invitations,
            secondSteps,
            limits,
            notices,
            new SignIns.Correspondence(letters, proofs)));
    passwords = new Passwords(
        ground, accounts, gate, new Passwords.Consequences(secondSteps, notices, letters));
    forgotten = new ForgottenPasswords(accounts, passwords, post);
  }

  @Override
  public void revokeAll() {
    ground.database().write(transaction -> {
      new SessionStore(transaction).deleteAll();
      return true;
    });
    invitations.revokeAll();
    mailedCodes.revokeAll();
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

  /** Returns how people's browsers are told what happens to their accounts. */
  public DeviceNotices notices() {
    return notices;
  }

  ForgottenPasswords forgotten() {
    return forgotten;
  }

  /** Returns how new accounts prove their addresses. */
  public AddressProofs proofs() {
    return proofs;
  }

  /** Returns the codes that were mailed. */
  public MailedCodes mailedCodes() {
    return mailedCodes;
  }

  /** Tells whether command-line clients may sign in that know the old stretching alone. */
  public boolean takesVersion1() {
    return takesVersion1;
  }
}
