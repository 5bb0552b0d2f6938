// SPDX-License-Identifier: MPL-2.0
package firefoxsync.config;

import java.util.regex.Pattern;

/**
 * What a foreign token of a scope may do with documents.
 *
 * @param foreign the foreign scope, to the letter
 * @param scopes those of remoteStorage, separated by spaces
 */
record ScopeMapping(String foreign, String scopes) {
  private static final Pattern FORM =
      Pattern.compile("(?<foreign>[!-~&&[^\"\\\\]]+) = (?<scopes>(?:SCOPE)(?: (?:SCOPE))*)"
          .replace("SCOPE", "(?:(?!(?:public|root):)[a-z0-9][a-z0-9_-]{0,63}|\\*):rw?"));

  /** Parses {@code https://example.org/scope = module:r other:rw}. */
  static ScopeMapping parse(String text) {
    var parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "must be like \"https://identity.mozilla.com/apps/oldsync = fxsync:rw\", not \"" + text
              + "\"");
    }
    return new ScopeMapping(parts.group("foreign"), parts.group("scopes"));
  }
}
