// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import firefoxsync.crypto.PasswordHash;
import firefoxsync.crypto.Secrets;
import org.junit.jupiter.api.Test;

class VerifierTest {
  private final Secrets secrets = new Secrets();
  private final PasswordHash passwordHash = new PasswordHash(new PasswordHash.Cost(16, 1, 1));
  private final byte[] authPw = secrets.bytes(32);
  private final byte[] wrapKb = secrets.bytes(32);

  @Test
  void rightPasswordGivesBackWrapKb() {
    var verifier = Verifier.make(new NewPassword.Proof(authPw, wrapKb), passwordHash, secrets);
    assertThat(verifier.open(authPw, passwordHash)).contains(wrapKb);
  }

  @Test
  void wrongPasswordGivesNothing() {
    var verifier = Verifier.make(new NewPassword.Proof(authPw, wrapKb), passwordHash, secrets);
    assertThat(verifier.open(secrets.bytes(32), passwordHash)).isEmpty();
  }

  @Test
  void nothingFitsTheVerifierOfNobody() {
    var nobody = Verifier.ofNobody(passwordHash.cost());
    assertThat(nobody.open(authPw, passwordHash)).isEmpty();
  }

  @Test
  void oldCostStillOpensAfterTheDefaultGrew() {
    var verifier = Verifier.make(new NewPassword.Proof(authPw, wrapKb), passwordHash, secrets);
    var dearer = new PasswordHash(new PasswordHash.Cost(32, 1, 1));
    assertThat(verifier.open(authPw, dearer)).contains(wrapKb);
  }

  @Test
  void keptFormIsNotWrapKbItself() {
    var verifier = Verifier.make(new NewPassword.Proof(authPw, wrapKb), passwordHash, secrets);
    assertThat(verifier.wrapWrapKb()).isNotEqualTo(wrapKb);
  }
}
