// SPDX-License-Identifier: MPL-2.0
package firefoxsync.mozilla;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What Mozilla calls an account. No token says anything else of who she is.
 *
 * @param hex 32 lower-case hexadecimal digits
 */
public record MozillaAccountId(String hex) {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");

  /** Refuses anything else. */
  public MozillaAccountId {
    if (!FORM.matcher(hex).matches()) {
      throw new IllegalArgumentException("not 32 hexadecimal digits");
    }
  }

  /** Returns the id that the text is; empty when it is none. */
  public static Optional<MozillaAccountId> parse(String text) {
    var hex = text.toLowerCase(Locale.ROOT);
    return FORM.matcher(hex).matches() ? Optional.of(new MozillaAccountId(hex)) : Optional.empty();
  }
}
