// SPDX-License-Identifier: MPL-2.0
package firefoxsync.hawk;

import firefoxsync.hawk.HawkException.Refusal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The attributes of an {@code Authorization: Hawk} header.
 *
 * @param timestamp seconds since the epoch by the client's clock, digits only
 * @param hash of the body, in base64; only some clients send it
 * @param app changes the string to sign when present, together with {@code dlg}
 */
public record HawkHeader(
    String id,
    String timestamp,
    String nonce,
    String mac,
    Optional<String> hash,
    Optional<String> ext,
    Optional<String> app,
    Optional<String> dlg) {
  private static final String SCHEME = "Hawk ";
  private static final int CHARACTERS_MAX = 8192;
  private static final Set<String> NAMES =
      Set.of("id", "ts", "nonce", "mac", "hash", "ext", "app", "dlg");
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,15}");

  /** Tells whether a header value is of this scheme at all. */
  public static boolean isHawk(String authorization) {
    return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
  }

  /**
   * Parses a header value. Order and white space between attributes are free.
   *
   * @throws HawkException when it is no Hawk header, or an attribute is unknown, doubled or missing
   */
  public static HawkHeader parse(String authorization) {
    if (!isHawk(authorization) || authorization.length() > CHARACTERS_MAX) {
      throw malformed("not a Hawk header of at most " + CHARACTERS_MAX + " characters");
    }
    var attributes = attributes(authorization.substring(SCHEME.length()));
    var timestamp = require(attributes, "ts");
    if (!DIGITS.matcher(timestamp).matches()) {
      throw malformed("ts is not a number of seconds");
    }
    return new HawkHeader(
        require(attributes, "id"),
        timestamp,
        require(attributes, "nonce"),
        require(attributes, "mac"),
        Optional.ofNullable(attributes.get("hash")),
        Optional.ofNullable(attributes.get("ext")),
        Optional.ofNullable(attributes.get("app")),
        Optional.ofNullable(attributes.get("dlg")));
  }

  /** Returns how many seconds the client's clock is ahead; a negative number when it is behind. */
  long skewSeconds(long nowSeconds) {
    return Long.parseLong(timestamp) - nowSeconds;
  }

  private static Map<String, String> attributes(String text) {
    var attributes = new HashMap<String, String>();
    int begin = skipSpace(text, 0);
    while (begin < text.length()) {
      int equals = text.indexOf("=\"", begin);
      int quote = equals < 0 ? -1 : text.indexOf('"', equals + 2);
      if (quote < 0 || text.substring(equals + 2, quote).indexOf('\\') >= 0) {
        throw malformed("an attribute is not name=\"value\"");
      }
      var name = text.substring(begin, equals);
      if (!NAMES.contains(name)) {
        throw malformed("an attribute is unknown");
      }
      if (attributes.put(name, text.substring(equals + 2, quote)) != null) {
        throw malformed("an attribute stands twice");
      }
      begin = behindComma(text, quote + 1);
    }
    return attributes;
  }

  /** Returns where the next attribute begins, or the end of the text. */
  private static int behindComma(String text, int from) {
    int comma = skipSpace(text, from);
    if (comma == text.length()) {
      return comma;
    }
    if (text.charAt(comma) != ',') {
      throw malformed("an attribute is not name=\"value\"");
    }
    return skipSpace(text, comma + 1);
  }

  private static int skipSpace(String text, int from) {
    int at = from;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static String require(Map<String, String> attributes, String name) {
    var value = attributes.get(name);
    if (value == null || value.isEmpty()) {
      throw malformed("attribute " + name + " is missing");
    }
    return value;
  }

  private static HawkException malformed(String reason) {
    return new HawkException(Refusal.MALFORMED, reason);
  }

  @Override
  public String toString() {
    // The id alone can be a bearer credential, so nothing of the header is shown.
    return "HawkHeader[…]";
  }
}
