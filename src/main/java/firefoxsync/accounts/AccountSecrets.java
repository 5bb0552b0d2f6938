// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import firefoxsync.crypto.MasterSecret;
import firefoxsync.crypto.PasswordHash;

/** What the accounts keep secrets with. */
public final class AccountSecrets {
  private final PasswordHash passwordHash;
  private final MasterSecret master;
  private final byte[] instanceSecret;

  /**
   * Takes what passwords are hashed with, what seals, and what never changes.
   *
   * @param instanceSecret the same for the life of the database
   */
  public AccountSecrets(PasswordHash passwordHash, MasterSecret master, byte[] instanceSecret) {
    this.passwordHash = passwordHash;
    this.master = master;
    this.instanceSecret = instanceSecret.clone();
  }

  PasswordHash passwordHash() {
    return passwordHash;
  }

  MasterSecret master() {
    return master;
  }

  byte[] instanceSecret() {
    return instanceSecret.clone();
  }
}
