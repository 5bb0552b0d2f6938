// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import firefoxsync.TestClock;
import firefoxsync.accounts.devices.TestDevices;
import firefoxsync.crypto.PasswordHash;
import firefoxsync.crypto.Secrets;
import firefoxsync.database.SqliteDatabase;
import firefoxsync.people.Belongings;
import java.nio.file.Path;
import java.util.List;

/** The services on a database of their own, with a hash that costs next to nothing. */
final class AccountGround implements AutoCloseable {
  final TestClock clock = new TestClock();
  final Secrets secrets = new Secrets();
  final Ground ground;
  final Sessions sessions;
  final TestDevices devices;
  final Accounts accounts;
  private final SqliteDatabase database;

  AccountGround(Path directory, Belongings... belongings) {
    database = SqliteDatabase.open(directory.resolve("test.db"));
    ground = new Ground(database, secrets, clock);
    sessions = new Sessions(ground);
    devices = new TestDevices(ground);
    var passwordHash = new PasswordHash(new PasswordHash.Cost(16, 1, 1));
    accounts = new Accounts(ground, passwordHash, new byte[32], List.of(belongings));
  }

  /** Returns what a browser would send, with random bytes where it would stretch a password. */
  NewAccount wanted(String email) {
    return new NewAccount(
        EmailAddress.parse(email), ClientSalt.fresh(secrets), secrets.bytes(32), secrets.bytes(32));
  }

  UnlockedAccount add(String email) {
    return accounts.add(wanted(email));
  }

  Session signIn(UnlockedAccount unlocked) {
    return sessions.open(unlocked, "Firefox", false).session();
  }

  @Override
  public void close() {
    database.close();
  }
}
