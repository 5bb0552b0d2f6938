// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import static java.nio.charset.StandardCharsets.UTF_8;

import firefoxsync.crypto.Hkdf;
import java.security.GeneralSecurityException;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * What a browser makes of a password before anything leaves it. The server needs it only for
 * commands, where the administrator types the password.
 */
final class OnePw {
  private static final int ROUNDS_V2 = 650_000;
  private static final int ROUNDS_V1 = 1_000;
  private static final int KEY_BYTES = 32;

  private final byte[] stretched;

  private OnePw(byte[] stretched) {
    this.stretched = stretched;
  }

  /** Stretches as version 2 of the protocol does. */
  static OnePw v2(String password, ClientSalt salt) {
    return stretch(password, salt.text(), ROUNDS_V2);
  }

  /** Stretches as version 1 does, which is salted with the address as its owner types it. */
  static OnePw v1(String password, EmailAddress email) {
    return stretch(password, KeyWord.of("quickStretch:" + email.typed()), ROUNDS_V1);
  }

  /** Stretches with PBKDF2-HMAC-SHA256. */
  private static OnePw stretch(String password, String salt, int rounds) {
    var spec = new PBEKeySpec(password.toCharArray(), salt.getBytes(UTF_8), rounds, KEY_BYTES * 8);
    try {
      // This factory takes the password as UTF-8, as the protocol does.
      var factory = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256");
      return new OnePw(factory.generateSecret(spec).getEncoded());
    } catch (GeneralSecurityException e) {
      // Every Java platform of ours has this algorithm.
      throw new IllegalStateException(e);
    } finally {
      spec.clearPassword();
    }
  }

  /** Returns what proves to the server that the password is known. */
  byte[] authPw() {
    return Hkdf.derive(stretched, KeyWord.of("authPW"), KEY_BYTES);
  }

  /** Returns what unwraps kB; it never reaches the server. */
  byte[] unwrapBKey() {
    return Hkdf.derive(stretched, KeyWord.of("unwrapBkey"), KEY_BYTES);
  }
}
