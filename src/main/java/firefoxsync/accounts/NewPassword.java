// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a browser sends of a new password: all that the server is ever told of it.
 *
 * @param ofVersion1 the same password as command-line clients stretch it, when its owner uses some
 */
record NewPassword(ClientSalt salt, Proof proof, @Nullable Proof ofVersion1) {
  /** What one way of stretching yields: what proves the password, and kB behind its key. */
  static final class Proof {
    private final byte[] authPw;
    private final byte[] wrapKb;

    Proof(byte[] authPw, byte[] wrapKb) {
      this.authPw = authPw;
      this.wrapKb = wrapKb;
    }

    byte[] authPw() {
      return authPw;
    }

    byte[] wrapKb() {
      return wrapKb;
    }
  }

  static NewPassword of(ClientSalt salt, byte[] authPw, byte[] wrapKb) {
    return new NewPassword(salt, new Proof(authPw, wrapKb), null);
  }

  Optional<Proof> version1() {
    return Optional.ofNullable(ofVersion1);
  }
}
