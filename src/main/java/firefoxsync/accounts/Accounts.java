// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import firefoxsync.crypto.PasswordHash;
import firefoxsync.people.Belongings;
import firefoxsync.people.Person;
import java.util.List;
import java.util.Optional;

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

  /** Returns an account by its address. */
  public Optional<Account> findByEmail(EmailAddress email) {
    return ground.database().read(transaction -> new AccountStore(transaction).findByEmail(email));
  }

  /** Returns all accounts, oldest first. */
  public List<Account> list() {
    return ground.database().read(transaction -> new AccountStore(transaction).all());
  }

  /**
   * Makes an account from a password as typed, stretching it as a browser would.
   *
   * @throws AccountException when the address has an account
   */
  public Account add(EmailAddress email, String password) {
    var salt = ClientSalt.fresh(ground.secrets());
    var onePw = OnePw.v2(password, salt);
    var kB = ground.secrets().bytes(KEY_BYTES);
    var wrapKb = KeyBundle.xor(kB, onePw.unwrapBKey());
    return add(new NewAccount(email, salt, onePw.authPw(), wrapKb)).account();
  }

  /**
   * Makes an account from what a browser sent.
   *
   * @throws AccountException when the address has an account
   */
  UnlockedAccount add(NewAccount wanted) {
    refuseExisting(findByEmail(wanted.email()));
    var verifier = Verifier.make(wanted.authPw(), wanted.wrapKb(), passwordHash, ground.secrets());
    var keys = new LockedKeys(verifier, ground.secrets().bytes(KEY_BYTES));
    long now = ground.now();
    var account = new Account(
        ground.secrets().hex(ID_BYTES), wanted.email(), wanted.salt().text(), now, now, now);
    ground.database().write(transaction -> {
      var store = new AccountStore(transaction);
      refuseExisting(store.findByEmail(wanted.email()));
      store.insert(account, keys);
      return true;
    });
    return new UnlockedAccount(account, keys.kA(), wanted.wrapKb());
  }

  /** Returns the account when authPW is right. Takes as long when it is wrong or nobody's. */
  Optional<UnlockedAccount> unlock(EmailAddress email, byte[] authPw) {
    var account = findByEmail(email);
    var keys =
        account.flatMap(found -> ground.database().read(transaction -> new AccountStore(transaction)
            .lockedKeys(found.id())));
    if (account.isEmpty() || keys.isEmpty()) {
      Verifier.ofNobody(passwordHash.cost()).open(authPw, passwordHash);
      return Optional.empty();
    }
    return keys.get()
        .verifier()
        .open(authPw, passwordHash)
        .map(wrapKb -> new UnlockedAccount(account.get(), keys.get().kA(), wrapKb));
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

  private static void refuseExisting(Optional<Account> account) {
    if (account.isPresent()) {
      throw AccountError.ACCOUNT_EXISTS.exception("account " + account.get().id() + " exists");
    }
  }
}
