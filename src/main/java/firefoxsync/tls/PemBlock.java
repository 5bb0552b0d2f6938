// SPDX-License-Identifier: MPL-2.0
package firefoxsync.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** What stands between a BEGIN and its END in a PEM file (RFC 7468). */
final class PemBlock {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);

  private final String label;
  private final byte[] der;
  private final boolean isEncrypted;

  private PemBlock(String label, byte[] der, boolean isEncrypted) {
    this.label = label;
    this.der = der;
    this.isEncrypted = isEncrypted;
  }

  /**
   * Returns the blocks in their order; text around them is no concern of ours.
   *
   * @throws UnusableCertificateException when a block is not in base64
   */
  static List<PemBlock> all(String text) {
    var blocks = new ArrayList<PemBlock>();
    var matcher = BLOCK.matcher(text);
    while (matcher.find()) {
      var label = matcher.group(1);
      var body = matcher.group(2);
      // Old encrypted keys have header lines in the block (RFC 1421), and no other block has any.
      boolean isEncrypted = label.startsWith("ENCRYPTED") || body.contains("ENCRYPTED");
      blocks.add(new PemBlock(label, isEncrypted ? new byte[0] : decode(body), isEncrypted));
    }
    return List.copyOf(blocks);
  }

  /** Returns what follows BEGIN. */
  String label() {
    return label;
  }

  /** Returns the bytes; none of an encrypted key. */
  byte[] der() {
    return der.clone();
  }

  /** Tells whether it takes a password to read the block. */
  boolean isEncrypted() {
    return isEncrypted;
  }

  private static byte[] decode(String body) {
    try {
      return Base64.getMimeDecoder().decode(body.getBytes(US_ASCII));
    } catch (IllegalArgumentException e) {
      throw new UnusableCertificateException("is not well-formed PEM: " + e.getMessage(), e);
    }
  }
}
