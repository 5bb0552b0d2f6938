// SPDX-License-Identifier: MPL-2.0
package firefoxsync.e2e;

import java.util.UUID;

/** What a person types to sign in. */
record Login(String email, String password) {
  /** Returns somebody whom no server knows yet. */
  static Login ofSomebodyNew() {
    return new Login("ada-" + UUID.randomUUID() + "@example.org", "correct hörse battery");
  }

  /** Returns the same person with another address. */
  Login at(String newEmail) {
    return new Login(newEmail, password);
  }

  /** Returns the same person with another password. */
  Login with(String newPassword) {
    return new Login(email, newPassword);
  }
}
