// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import firefoxsync.TestClock;
import firefoxsync.accounts.devices.TestDevices;
import firefoxsync.config.AccountsSettings;
import firefoxsync.config.SignUp;
import firefoxsync.crypto.MasterSecret;
import firefoxsync.crypto.PasswordHash;
import firefoxsync.crypto.Secrets;
import firefoxsync.database.DisturbedDatabase;
import firefoxsync.database.TestDatabases;
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
  final DisturbedDatabase database;

  AccountGround(Path directory, Belongings... belongings) {
    database = new DisturbedDatabase(TestDatabases.open(directory));
    ground = new Ground(database, secrets, clock);
    sessions = new Sessions(ground);
    devices = new TestDevices(ground);
    var passwordHash = new PasswordHash(new PasswordHash.Cost(16, 1, 1));
    accounts = new Accounts(ground, passwordHash, new byte[32], List.of(belongings));
  }

  /** Returns what a browser would send, with random bytes where it would stretch a password. */
  NewAccount wanted(String email) {
    return new NewAccount(
        EmailAddress.parse(email),
        NewPassword.of(ClientSalt.fresh(secrets), secrets.bytes(32), secrets.bytes(32)));
  }

  UnlockedAccount add(String email) {
    return accounts.add(wanted(email), Admission.OF_ANYBODY, false);
  }

  Session signIn(UnlockedAccount unlocked) {
    return sessions
        .open(unlocked, "Firefox", new Sessions.Opening(false, Due.NOTHING))
        .session();
  }

  /** Returns all services, built on the same database; tries are counted from none. */
  AccountServices services(SignUp signUp, boolean v1Verifiers) {
    var secretsOfAccounts = new AccountSecrets(
        new PasswordHash(new PasswordHash.Cost(16, 1, 1)),
        MasterSecret.of(List.of("a secret for tests")),
        new byte[32]);
    var settings = new AccountsSettings(true, signUp, v1Verifiers);
    return new AccountServices(ground, secretsOfAccounts, settings, TestNeighbours.NONE);
  }

  @Override
  public void close() {
    database.close();
  }
}
