// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage.access;

import static java.nio.charset.StandardCharsets.US_ASCII;

import firefoxsync.crypto.Secrets;
import firefoxsync.crypto.Sha256;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A token or code as its holder has it: 256 random bits behind a prefix, kept here as a hash only.
 *
 * @param text the prefix of the kind, then base64url
 */
public record AppToken(TokenKind kind, String text) {
  private static final int BYTES = 32;
  private static final int RANDOM_CHARACTERS = 43;

  /** Refuses what is no token of the kind. */
  public AppToken {
    if (!isOfKind(kind, text)) {
      throw new IllegalArgumentException("not a token of ours");
    }
  }

  static AppToken fresh(Secrets secrets, TokenKind kind) {
    var random = Base64.getUrlEncoder().withoutPadding().encodeToString(secrets.bytes(BYTES));
    return new AppToken(kind, kind.prefix() + random);
  }

  /** Returns the token that a client sent; empty when none of ours looks like that. */
  static Optional<AppToken> parse(TokenKind kind, String text) {
    return isOfKind(kind, text) ? Optional.of(new AppToken(kind, text)) : Optional.empty();
  }

  private static boolean isOfKind(TokenKind kind, String text) {
    int start = kind.prefix().length();
    return text.startsWith(kind.prefix())
        && text.length() == start + RANDOM_CHARACTERS
        && text.chars().skip(start).allMatch(AppToken::isOfBase64Url);
  }

  private static boolean isOfBase64Url(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_';
  }

  /** Returns the name under which it is kept. */
  String hash() {
    return HexFormat.of().formatHex(Sha256.of(text.getBytes(US_ASCII)));
  }

  @Override
  public String toString() {
    return "AppToken[…]";
  }
}
