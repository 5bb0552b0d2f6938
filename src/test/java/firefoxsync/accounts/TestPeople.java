// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import firefoxsync.crypto.PasswordHash;
import firefoxsync.crypto.Secrets;
import firefoxsync.database.Database;
import firefoxsync.people.Belongings;
import firefoxsync.people.Person;
import java.time.Clock;
import java.util.List;

/** Real accounts whose passwords cost next to nothing, for the tests of those who rest on them. */
public final class TestPeople {
  private static final PasswordHash.Cost CHEAP = new PasswordHash.Cost(2, 1, 1);
  private static final int KEY_BYTES = 32;

  private final Ground ground;
  private final Accounts accounts;
  private final Sessions sessions;

  /** Takes where they live. */
  public TestPeople(Database database, Clock clock, List<Belongings> belongings) {
    ground = new Ground(database, new Secrets(), clock);
    accounts = new Accounts(ground, new PasswordHash(CHEAP), new byte[KEY_BYTES], belongings);
    sessions = new Sessions(ground);
  }

  /** Returns what their services stand on. */
  public Ground ground() {
    return ground;
  }

  /** Returns the accounts. */
  public Accounts accounts() {
    return accounts;
  }

  /** Returns the sessions. */
  public Sessions sessions() {
    return sessions;
  }

  /** Makes an account. */
  public Account add(String email) {
    var secrets = ground.secrets();
    return accounts
        .add(
            new NewAccount(
                EmailAddress.parse(email),
                NewPassword.of(
                    ClientSalt.fresh(secrets), secrets.bytes(KEY_BYTES), secrets.bytes(KEY_BYTES))),
            Admission.OF_ANYBODY,
            false)
        .account();
  }

  /** Opens a session of an account. */
  public Session signIn(Account account) {
    var token = sessions.open(account.id(), "test");
    return sessions.find(token.storedId()).orElseThrow();
  }

  /** Returns an account's person. */
  public static Person person(Account account) {
    return Person.local(account.id());
  }
}
