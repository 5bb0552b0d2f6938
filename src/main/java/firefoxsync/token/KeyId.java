// SPDX-License-Identifier: MPL-2.0
package firefoxsync.token;

import static java.util.Locale.ROOT;

import java.util.Base64;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Which key set a browser holds, as the {@code X-KeyID} header says.
 *
 * @param keysChangedAt milliseconds, grows when the keys change; a browser's 0 means it does not say
 * @param clientState first bytes of a hash of the keys: up to 32 lower-case hexadecimal digits
 */
record KeyId(OptionalLong keysChangedAt, String clientState) {
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");
  private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7e]*");
  private static final Pattern CLIENT_STATE_HEADER = Pattern.compile("[A-Za-z0-9._-]{1,32}");
  private static final int CLIENT_STATE_BYTES_MAX = 16;

  /** Parses the header: decimal digits, a hyphen, base64url without padding. */
  static KeyId parse(String header) {
    if (!PRINTABLE.matcher(header).matches()) {
      throw TokenError.INVALID_KEY_ID.exception("X-KeyID is not ASCII");
    }
    // The first hyphen: base64url may hold more.
    int hyphen = header.indexOf('-');
    if (hyphen < 0 || !DIGITS.matcher(header.substring(0, hyphen)).matches()) {
      throw TokenError.INVALID_CREDENTIALS.exception("X-KeyID does not start with a time");
    }
    long keysChangedAt = Long.parseLong(header.substring(0, hyphen));
    return new KeyId(
        keysChangedAt == 0 ? OptionalLong.empty() : OptionalLong.of(keysChangedAt),
        HexFormat.of().formatHex(decode(header.substring(hyphen + 1))));
  }

  private static byte[] decode(String clientState) {
    try {
      var bytes = Base64.getUrlDecoder().decode(clientState);
      if (bytes.length <= CLIENT_STATE_BYTES_MAX) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      // Refused below, like a client state of another length.
    }
    throw TokenError.INVALID_CREDENTIALS.exception("X-KeyID's client state is not base64url");
  }

  /** Refuses an {@code X-Client-State} header, of older clients, that says something else. */
  void check(String clientStateHeader) {
    if (!CLIENT_STATE_HEADER.matcher(clientStateHeader).matches()) {
      throw TokenError.MALFORMED_CLIENT_STATE.exception("X-Client-State has other characters");
    }
    if (!clientStateHeader.toLowerCase(ROOT).equals(clientState)) {
      throw TokenError.OTHER_CLIENT_STATE.exception("X-Client-State is not X-KeyID's");
    }
  }

  /** Returns the text that storage tokens carry: 13 digits, a hyphen, base64url. */
  static String format(long keysChangedAt, String clientState) {
    var bytes = HexFormat.of().parseHex(clientState);
    return String.format(ROOT, "%013d-", keysChangedAt)
        + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
