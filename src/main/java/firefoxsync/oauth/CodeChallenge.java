// SPDX-License-Identifier: MPL-2.0
package firefoxsync.oauth;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import firefoxsync.crypto.Secrets;
import firefoxsync.crypto.Sha256;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The S256 challenge of PKCE (RFC 7636): who redeems a code must know what it is the hash of.
 *
 * @param text base64url of a SHA-256
 */
record CodeChallenge(String text) {
  private static final String METHOD = "S256";
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

  CodeChallenge {
    if (!FORM.matcher(text).matches()) {
      throw OAuthError.MISSING_PKCE.exception("the challenge is no SHA-256");
    }
  }

  /** Returns what the client sent; a challenge of another method, or none, is refused. */
  static CodeChallenge of(Optional<String> method, Optional<String> challenge) {
    if (!method.equals(Optional.of(METHOD))) {
      throw OAuthError.MISSING_PKCE.exception("no challenge of the method " + METHOD);
    }
    return new CodeChallenge(challenge.orElse(""));
  }

  boolean isMetBy(String verifier) {
    var hash = Base64.getUrlEncoder().withoutPadding().encode(Sha256.of(verifier.getBytes(UTF_8)));
    return Secrets.equal(hash, text.getBytes(US_ASCII));
  }
}
