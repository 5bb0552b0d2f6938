// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import firefoxsync.crypto.PasswordHash;
import firefoxsync.crypto.Secrets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An account's keys as they are kept: kA, and kB behind the password. */
final class LockedKeys {
  private final Verifier verifier;
  private final @Nullable Verifier ofVersion1;
  private final byte[] kA;

  LockedKeys(Verifier verifier, @Nullable Verifier ofVersion1, byte[] kA) {
    this.verifier = verifier;
    this.ofVersion1 = ofVersion1;
    this.kA = kA;
  }

  /** Locks the keys behind a new password. */
  static LockedKeys lock(
      NewPassword password, byte[] kA, PasswordHash passwordHash, Secrets secrets) {
    var verifier = Verifier.make(password.proof(), passwordHash, secrets);
    var ofVersion1 = password
        .version1()
        .map(proof -> Verifier.make(proof, passwordHash, secrets))
        .orElse(null);
    return new LockedKeys(verifier, ofVersion1, kA);
  }

  Verifier verifier() {
    return verifier;
  }

  /** Returns the verifier for clients that know the old way alone, where there is one. */
  Optional<Verifier> ofVersion1() {
    return Optional.ofNullable(ofVersion1);
  }

  byte[] kA() {
    return kA;
  }
}
