// SPDX-License-Identifier: MPL-2.0
package firefoxsync.people;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a person is called in addresses, as in {@code acct:name@host}.
 *
 * @param text 1 to 32 of {@code a-z 0-9 . _ -}, a letter or digit first
 */
public record UserName(String text) {
  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9._-]{0,31}");

  /** Would be taken for the id of an account. */
  private static final Pattern ACCOUNT_ID = Pattern.compile("[0-9a-f]{32}");

  /** Names that others would trust for what they say (RFC 2142 and the like), or that mean a place. */
  private static final Set<String> RESERVED = Set.of(
      "abuse",
      "admin",
      "administrator",
      "anonymous",
      "api",
      "everyone",
      "firefox",
      "firefox-sync",
      "help",
      "hostmaster",
      "info",
      "mailer-daemon",
      "me",
      "mozilla",
      "no-reply",
      "nobody",
      "noc",
      "noreply",
      "null",
      "owner",
      "postmaster",
      "public",
      "remotestorage",
      "root",
      "security",
      "staff",
      "support",
      "sync",
      "system",
      "undefined",
      "webmaster",
      "www");

  /** Refuses what is no name. */
  public UserName {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("not a user name");
    }
  }

  /** Returns the name that somebody typed or asked for; empty when it is none. */
  public static Optional<UserName> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new UserName(text)) : Optional.empty();
  }

  /** Tells whether nobody may have the name. */
  public boolean isReserved() {
    return RESERVED.contains(text) || ACCOUNT_ID.matcher(text).matches();
  }

  @Override
  public String toString() {
    return text;
  }
}
