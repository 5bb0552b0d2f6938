// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import firefoxsync.crypto.Hkdf;
import firefoxsync.crypto.PasswordHash;
import firefoxsync.crypto.Secrets;
import java.util.Optional;

/**
 * What the server keeps of a password: enough to recognise authPW, and wrapKB wrapped once more so
 * that the database alone yields neither.
 */
final class Verifier {
  private static final int BYTES = 32;

  private final PasswordHash.Cost cost;
  private final byte[] salt;
  private final byte[] hash;
  private final byte[] wrapWrapKb;

  /** Takes the parts as they were kept. */
  Verifier(PasswordHash.Cost cost, byte[] salt, byte[] hash, byte[] wrapWrapKb) {
    this.cost = cost;
    this.salt = salt;
    this.hash = hash;
    this.wrapWrapKb = wrapWrapKb;
  }

  /** Makes the verifier of a new password. */
  static Verifier make(NewPassword.Proof proof, PasswordHash passwordHash, Secrets secrets) {
    var salt = secrets.bytes(BYTES);
    var stretched = passwordHash.of(proof.authPw(), salt, passwordHash.cost());
    return new Verifier(
        passwordHash.cost(),
        salt,
        derive(stretched, "verifyHash"),
        KeyBundle.xor(proof.wrapKb(), derive(stretched, "wrapwrapKey")));
  }

  /** Returns a verifier that no authPW fits, to take as long over a stranger as over a person. */
  static Verifier ofNobody(PasswordHash.Cost cost) {
    return new Verifier(cost, new byte[BYTES], new byte[0], new byte[BYTES]);
  }

  /** Returns wrapKB when authPW is right. Takes the same time when it is not. */
  Optional<byte[]> open(byte[] authPw, PasswordHash passwordHash) {
    var stretched = passwordHash.of(authPw, salt, cost);
    var wrapKb = KeyBundle.xor(wrapWrapKb, derive(stretched, "wrapwrapKey"));
    return Secrets.equal(hash, derive(stretched, "verifyHash"))
        ? Optional.of(wrapKb)
        : Optional.empty();
  }

  PasswordHash.Cost cost() {
    return cost;
  }

  byte[] salt() {
    return salt;
  }

  byte[] hash() {
    return hash;
  }

  byte[] wrapWrapKb() {
    return wrapWrapKb;
  }

  private static byte[] derive(byte[] stretched, String name) {
    return Hkdf.derive(stretched, KeyWord.of(name), BYTES);
  }
}
