// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

/** An account whose password was shown a moment ago, with the keys that its owner may fetch. */
final class UnlockedAccount {
  private final Account account;
  private final byte[] kA;
  private final byte[] wrapKb;

  UnlockedAccount(Account account, byte[] kA, byte[] wrapKb) {
    this.account = account;
    this.kA = kA;
    this.wrapKb = wrapKb;
  }

  Account account() {
    return account;
  }

  /** Returns both keys, sealed for the holder of the token. */
  byte[] bundle(AccountToken keyFetch) {
    return KeyBundle.seal(keyFetch, kA, wrapKb);
  }
}
