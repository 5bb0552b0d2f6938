// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An e-mail address.
 *
 * @param typed as its owner wrote it, without white space around it
 * @param key what addresses are compared by: lower case, the domain in its ASCII form
 */
public record EmailAddress(String typed, String key) {
  private static final int CHARACTERS_MAX = 255;
  private static final Pattern FORM = Pattern.compile("[^\\s\\p{Cntrl}@]+@[^\\s\\p{Cntrl}@]+");

  /**
   * Parses what a person typed.
   *
   * @throws IllegalArgumentException when it is no address
   */
  public static EmailAddress parse(String text) {
    var typed = text.strip();
    if (typed.length() > CHARACTERS_MAX || !FORM.matcher(typed).matches()) {
      throw new IllegalArgumentException("not an e-mail address");
    }
    int at = typed.indexOf('@');
    var domain = IDN.toASCII(typed.substring(at + 1), IDN.ALLOW_UNASSIGNED);
    var key = (typed.substring(0, at) + "@" + domain).toLowerCase(Locale.ROOT);
    return new EmailAddress(typed, key);
  }

  @Override
  public String toString() {
    // Addresses stay out of logs.
    return "EmailAddress[…]";
  }
}
