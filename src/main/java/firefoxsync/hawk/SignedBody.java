// SPDX-License-Identifier: MPL-2.0
package firefoxsync.hawk;

import static java.nio.charset.StandardCharsets.UTF_8;

import firefoxsync.crypto.Secrets;
import firefoxsync.crypto.Sha256;
import firefoxsync.hawk.HawkException.Refusal;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;

/** A body whose hash was signed, as it comes. One thread at a time uses it. */
public final class SignedBody {
  private final String wanted;
  private final MessageDigest digest;

  private SignedBody(String wanted, String contentType) {
    this.wanted = wanted;
    this.digest = Sha256.begin();
    digest.update(PayloadHash.start(contentType));
  }

  /** Begins one; empty when the header has no hash, and so signs no body. */
  public static Optional<SignedBody> of(HawkHeader header, String contentType) {
    return header.hash().map(wanted -> new SignedBody(wanted, contentType));
  }

  /** Takes the next bytes. */
  public void add(byte[] piece) {
    digest.update(piece);
  }

  /**
   * Takes the last bytes, and refuses a body that is not the one that was signed.
   *
   * @throws HawkException when the hash does not fit
   */
  public void end(byte[] rest) {
    digest.update(rest);
    digest.update(PayloadHash.END);
    var found = Base64.getEncoder().encode(digest.digest());
    if (!Secrets.equal(found, wanted.getBytes(UTF_8))) {
      throw new HawkException(Refusal.PAYLOAD, "the body does not fit its hash");
    }
  }
}
