// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage.access;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import firefoxsync.crypto.Secrets;
import firefoxsync.crypto.Sha256;
import java.util.Base64;

/** What an app shows for its tokens: the code, where it got it, and what it kept for itself. */
record CodeRedemption(String code, String redirectUri, String verifier) {
  /** Tells whether the verifier is what the challenge is the hash of. */
  boolean meets(String challenge) {
    var hash = Base64.getUrlEncoder().withoutPadding().encode(Sha256.of(verifier.getBytes(UTF_8)));
    return Secrets.equal(hash, challenge.getBytes(US_ASCII));
  }
}
