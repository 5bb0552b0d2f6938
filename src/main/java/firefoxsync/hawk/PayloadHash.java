// SPDX-License-Identifier: MPL-2.0
package firefoxsync.hawk;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import firefoxsync.crypto.Secrets;
import firefoxsync.crypto.Sha256;
import firefoxsync.hawk.HawkException.Refusal;
import java.util.Base64;
import java.util.Locale;

/** The hash of a body that a header may carry. */
public final class PayloadHash {
  /** Is hashed behind it. */
  static final byte[] END = {'\n'};

  private PayloadHash() {}

  /** Returns the hash in base64; of the media type only the part before its parameters counts. */
  public static String of(String contentType, byte[] body) {
    return Base64.getEncoder().encodeToString(Sha256.of(start(contentType), body, END));
  }

  /** Returns what is hashed before the body. */
  static byte[] start(String contentType) {
    int parameters = contentType.indexOf(';');
    var mediaType = parameters < 0 ? contentType : contentType.substring(0, parameters);
    var start = "hawk.1.payload\n" + mediaType.strip().toLowerCase(Locale.ROOT) + "\n";
    return start.getBytes(UTF_8);
  }

  /**
   * Refuses a body that is not the one that was signed; a header without a hash signs no body.
   *
   * @throws HawkException when the hash is there and does not fit
   */
  public static void check(HawkHeader header, String contentType, byte[] body) {
    header.hash().ifPresent(hash -> {
      if (!Secrets.equal(of(contentType, body).getBytes(US_ASCII), hash.getBytes(UTF_8))) {
        throw new HawkException(Refusal.PAYLOAD, "the body does not fit its hash");
      }
    });
  }
}
