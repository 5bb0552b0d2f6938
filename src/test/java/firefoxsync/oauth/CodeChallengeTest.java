// SPDX-License-Identifier: MPL-2.0
package firefoxsync.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class CodeChallengeTest {
  /** RFC 7636, appendix B. */
  @Test
  void vectorOfTheRfcFits() {
    var challenge = new CodeChallenge("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    assertThat(challenge.isMetBy("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")).isTrue();
    assertThat(challenge.isMetBy("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXK")).isFalse();
  }

  @Test
  void otherMethodsAreRefused() {
    var verifier = Optional.of("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
    assertThatThrownBy(() -> CodeChallenge.of(Optional.of("plain"), verifier))
        .isInstanceOf(OAuthException.class);
    assertThatThrownBy(() -> CodeChallenge.of(Optional.empty(), verifier))
        .isInstanceOf(OAuthException.class);
    assertThatThrownBy(() -> CodeChallenge.of(Optional.of("S256"), Optional.empty()))
        .isInstanceOf(OAuthException.class);
  }
}
