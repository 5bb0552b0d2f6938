// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import static java.nio.charset.StandardCharsets.UTF_8;

import firefoxsync.crypto.Hmac;
import firefoxsync.crypto.Secrets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What a browser stretches a password with: version 2 of the protocol, random and not bound to the
 * address.
 */
record ClientSalt(String text) {
  private static final String PREFIX = KeyWord.of("quickStretchV2:");
  private static final Pattern FORM = Pattern.compile(Pattern.quote(PREFIX) + "[0-9a-f]{32}");
  private static final int BYTES = 16;

  ClientSalt {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("not a salt of version 2");
    }
  }

  static ClientSalt fresh(Secrets secrets) {
    return new ClientSalt(PREFIX + secrets.hex(BYTES));
  }

  /** Returns what an address without an account is told, always the same, so that nobody can tell. */
  static ClientSalt pretended(EmailAddress email, byte[] instanceSecret) {
    var label = ("firefox-sync/pretended-salt:" + email.key()).getBytes(UTF_8);
    var bytes = Arrays.copyOf(Hmac.sha256(instanceSecret, label), BYTES);
    return new ClientSalt(PREFIX + HexFormat.of().formatHex(bytes));
  }
}
