// SPDX-License-Identifier: MPL-2.0
package firefoxsync.oauth;

import firefoxsync.crypto.Secrets;
import firefoxsync.crypto.Sha256;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A code or token as its holder has it: random, without meaning, and kept here as a hash only.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
record OpaqueToken(String hex) {
  private static final int BYTES = 32;
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

  OpaqueToken {
    if (!FORM.matcher(hex).matches()) {
      throw new IllegalArgumentException("not a token of ours");
    }
  }

  static OpaqueToken fresh(Secrets secrets) {
    return new OpaqueToken(secrets.hex(BYTES));
  }

  /** Returns the token that a client sent; empty when none of ours looks like that. */
  static Optional<OpaqueToken> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new OpaqueToken(text)) : Optional.empty();
  }

  /** Returns the name under which it is kept. */
  String hash() {
    return HexFormat.of().formatHex(Sha256.of(HexFormat.of().parseHex(hex)));
  }

  @Override
  public String toString() {
    return "OpaqueToken[…]";
  }
}
