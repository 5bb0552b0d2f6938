// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

/** An account's keys as they are kept: kA, and kB behind the password. */
final class LockedKeys {
  private final Verifier verifier;
  private final byte[] kA;

  LockedKeys(Verifier verifier, byte[] kA) {
    this.verifier = verifier;
    this.kA = kA;
  }

  Verifier verifier() {
    return verifier;
  }

  byte[] kA() {
    return kA;
  }
}
