// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import firefoxsync.accounts.invitations.Invitations;
import firefoxsync.crypto.PasswordHash;
import firefoxsync.database.Transaction;
import firefoxsync.people.Belongings;
import firefoxsync.people.Person;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The accounts of this server. Facts that can be revoked are never cached. */
public final class Accounts {
  private static final int ID_BYTES = 16;
  private static final int KEY_BYTES = 32;

  private final Ground ground;
  private final PasswordHash passwordHash;
  private final byte[] instanceSecret;
  private final List<Belongings> belongings;

  /**
   * Takes what it needs.
   *
   * @param instanceSecret never changes, so that pretended salts do not either
   * @param belongings what features keep for a person, erased with her account
   */
  public Accounts(
      Ground ground,
      PasswordHash passwordHash,
      byte[] instanceSecret,
      List<Belongings> belongings) {
    this.ground = ground;
    this.passwordHash = passwordHash;
    this.instanceSecret = instanceSecret.clone();
    this.belongings = List.copyOf(belongings);
  }

  /** Returns an account by its id. */
  public Optional<Account> find(String accountId) {
    return ground.database().read(transaction -> new AccountStore(transaction).find(accountId));
  }

  /**
   * Returns a number that grows with each change of the account's password, as of the snapshot; empty
   * when the account is gone or shut.
   */
  public static OptionalLong generation(Transaction snapshot, String accountId) {
    return new AccountStore(snapshot).generation(accountId);
  }

  /** Returns an account by its address. */
  public Optional<Account> findByEmail(EmailAddress email) {
    return ground.database().read(transaction -> new AccountStore(transaction).findByEmail(email));
  }

  /** Tells whether an account's password lets command-line clients in, too. */
  public boolean hasVersion1(String accountId) {
    return ground.database().read(transaction -> new AccountStore(transaction)
        .lockedKeys(accountId)
        .flatMap(LockedKeys::ofVersion1)
        .isPresent());
  }

  /** Returns all accounts, oldest first. */
  public List<Account> list() {
    return ground.database().read(transaction -> new AccountStore(transaction).all());
  }

  /** Tells whether somebody owns this server. */
  public boolean hasOwner() {
    return ground.database().read(transaction -> new AccountStore(transaction).hasOwner());
  }

  /**
   * Makes an account from a password as typed, stretching it as a browser would.
   *
   * @param alsoVersion1 whether command-line clients may sign in, too, which know the old way of
   *     stretching alone
   * @throws AccountException when the address has an account
   */
  public Account add(EmailAddress email, String password, boolean alsoVersion1) {
    var salt = ClientSalt.fresh(ground.secrets());
    var kB = ground.secrets().bytes(KEY_BYTES);
    var proof = proof(OnePw.v2(password, salt), kB);
    var ofVersion1 = alsoVersion1 ? proof(OnePw.v1(password, email), kB) : null;
    var wanted = new NewAccount(email, new NewPassword(salt, proof, ofVersion1));
    return add(wanted, Admission.OF_ANYBODY, false).account();
  }

  private static NewPassword.Proof proof(OnePw onePw, byte[] kB) {
    return new NewPassword.Proof(onePw.authPw(), KeyBundle.xor(kB, onePw.unwrapBKey()));
  }

  /**
   * Makes an account from what a browser sent.
   *
   * @param asksForProof whether the address is to be proven; then an account of that address which
   *     waits for its proof makes room
   * @throws AccountException when the address has an account, or the person is not admitted
   */
  UnlockedAccount add(NewAccount wanted, Admission admission, boolean asksForProof) {
    refuseExisting(findByEmail(wanted.email()).filter(other -> !mayGo(other, asksForProof)));
    var id = ground.secrets().hex(ID_BYTES);
    var keys = lock(wanted.password(), ground.secrets().bytes(KEY_BYTES));
    var times = Account.Times.ofNew(ground.now());
    var account = ground.database().write(transaction -> {
      var store = new AccountStore(transaction);
      var other = store.findByEmail(wanted.email());
      other
          .filter(found -> mayGo(found, asksForProof))
          .ifPresentOrElse(found -> discard(transaction, found.id()), () -> refuseExisting(other));
      boolean isOwner = admission.admit(transaction, id);
      var salt = wanted.password().salt().text();
      var from = asksForProof ? times.unproven() : times;
      var made = new Account(id, wanted.email(), salt, from, isOwner, null);
      if (!store.insert(made, keys)) {
        throw AccountError.ACCOUNT_EXISTS.exception("somebody was faster with the address");
      }
      return made;
    });
    return new UnlockedAccount(account, keys.kA(), wanted.password().proof().wrapKb());
  }

  /** Tells whether an account that nobody could use yet makes room for another of its address. */
  private static boolean mayGo(Account account, boolean asksForProof) {
    return asksForProof && account.isUnproven() && !account.isDisabled();
  }

  /** Removes an account that nobody could use yet; its invitation lets somebody in again. */
  public static void discard(Transaction transaction, String accountId) {
    new SessionStore(transaction).deleteOfAccount(accountId);
    new AccountStore(transaction).delete(accountId);
    Invitations.release(transaction, accountId);
  }

  /** Remembers that an account's address is its person's: her sessions hold from now on. */
  public void prove(String accountId) {
    ground.database().write(transaction -> {
      prove(transaction, accountId);
      return true;
    });
  }

  static void prove(Transaction transaction, String accountId) {
    new AccountStore(transaction).prove(accountId);
    new SessionStore(transaction).verifyAll(accountId);
  }

  /** Returns the ids of some accounts whose address is unproven since before the time. */
  public List<String> unprovenBefore(long before, int limit) {
    return ground.database().read(transaction -> new AccountStore(transaction)
        .unprovenBefore(before, limit));
  }

  /** Removes an account unless its address was proven meanwhile. */
  public void removeUnproven(String accountId) {
    boolean isGone = ground.database().write(transaction -> {
      boolean isUnproven = new AccountStore(transaction)
          .lock(accountId)
          .filter(account -> mayGo(account, true))
          .isPresent();
      if (isUnproven) {
        discard(transaction, accountId);
      }
      return isUnproven;
    });
    if (isGone) {
      // A name that the administrator gave it, for instance.
      belongings.forEach(feature -> feature.erase(Person.local(accountId)));
    }
  }

  /** Locks keys behind a new password; slow, and not for a transaction. */
  LockedKeys lock(NewPassword password, byte[] kA) {
    return LockedKeys.lock(password, kA, passwordHash, ground.secrets());
  }

  /**
   * Returns the account when authPW is right. Takes as long when it is wrong or nobody's.
   *
   * @param triesVersion1 whether authPW may be what a command-line client makes of the password
   */
  Optional<UnlockedAccount> unlock(EmailAddress email, byte[] authPw, boolean triesVersion1) {
    var account = findByEmail(email);
    var keys = account.flatMap(this::lockedKeys);
    var opened = open(keys.map(LockedKeys::verifier), authPw);
    if (opened.isEmpty() && triesVersion1) {
      opened = open(keys.flatMap(LockedKeys::ofVersion1), authPw);
    }
    return opened.map(
        wrapKb -> new UnlockedAccount(account.orElseThrow(), keys.orElseThrow().kA(), wrapKb));
  }

  private Optional<LockedKeys> lockedKeys(Account account) {
    return ground.database().read(transaction -> new AccountStore(transaction)
        .lockedKeys(account.id()));
  }

  private Optional<byte[]> open(Optional<Verifier> verifier, byte[] authPw) {
    return verifier
        .orElseGet(() -> Verifier.ofNobody(passwordHash.cost()))
        .open(authPw, passwordHash);
  }

  /** Returns what a browser must stretch the password with; for a stranger one that looks true. */
  String clientSalt(EmailAddress email) {
    return findByEmail(email)
        .map(Account::clientSalt)
        .orElseGet(() -> ClientSalt.pretended(email, instanceSecret).text());
  }

  /**
   * Removes an account with everything that any feature keeps for its person, for good. When it
   * fails half-way it can be done again: the account itself goes last.
   */
  public void remove(String accountId) {
    ground.database().write(transaction -> {
      new SessionStore(transaction).deleteOfAccount(accountId);
      return true;
    });
    belongings.forEach(feature -> feature.erase(Person.local(accountId)));
    ground.database().write(transaction -> {
      // Once more: somebody may have signed in meanwhile.
      new SessionStore(transaction).deleteOfAccount(accountId);
      new AccountStore(transaction).delete(accountId);
      return true;
    });
  }

  /**
   * Shuts an account, or opens it again: while it is shut, none of its sessions and tokens holds.
   *
   * @throws AccountException when the account is gone
   */
  public void disable(String accountId, boolean isDisabled) {
    var at = isDisabled ? (Long) ground.now() : null;
    ground.database().write(transaction -> {
      var store = new AccountStore(transaction);
      requireLocked(store, accountId);
      store.disable(accountId, at);
      return true;
    });
  }

  /** Makes an account's person an owner of this server. */
  public void makeOwner(String accountId) {
    ground.database().write(transaction -> {
      new AccountStore(transaction).makeOwner(accountId);
      return true;
    });
  }

  /**
   * Does nothing when an account may have the address.
   *
   * @throws AccountException when another account has it
   */
  void requireFree(String accountId, EmailAddress email) {
    refuseExisting(findByEmail(email).filter(other -> !other.id().equals(accountId)));
  }

  /**
   * Gives an account another address.
   *
   * @throws AccountException when another account has it
   */
  void changeEmail(String accountId, EmailAddress email) {
    ground.database().write(transaction -> {
      var store = new AccountStore(transaction);
      requireLocked(store, accountId);
      refuseExisting(store.findByEmail(email).filter(other -> !other.id().equals(accountId)));
      store.updateEmail(accountId, email);
      return true;
    });
  }

  /** Gives an account another name to show; none when it is empty. */
  public void changeDisplayName(String accountId, String name) {
    ground.database().write(transaction -> {
      new AccountStore(transaction).updateDisplayName(accountId, name.isEmpty() ? null : name);
      return true;
    });
  }

  static Account requireLocked(AccountStore store, String accountId) {
    return store
        .lock(accountId)
        .orElseThrow(() -> AccountError.UNKNOWN_ACCOUNT.exception("the account is gone"));
  }

  private static void refuseExisting(Optional<Account> account) {
    if (account.isPresent()) {
      throw AccountError.ACCOUNT_EXISTS.exception("account " + account.get().id() + " exists");
    }
  }
}
