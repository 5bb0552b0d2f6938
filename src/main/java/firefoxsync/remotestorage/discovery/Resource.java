// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage.discovery;

import firefoxsync.config.PublicUrl;
import firefoxsync.people.UserName;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What somebody asks about (RFC 7033, 4.1).
 *
 * @param name none when it is the host itself
 */
record Resource(Optional<String> name, String host) {
  private static final Pattern ACCOUNT =
      Pattern.compile("acct:(?<name>[^@/?#\\s]+)@(?<host>[^@/?#\\s]+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern ADDRESS =
      Pattern.compile("https?://(?<host>[^@/?#\\s]+)/?", Pattern.CASE_INSENSITIVE);

  /** Parses {@code acct:name@host}, {@code https://host/} or {@code http://host/}. */
  static Optional<Resource> parse(String text) {
    var account = ACCOUNT.matcher(text);
    if (account.matches()) {
      return Optional.of(
          new Resource(Optional.of(account.group("name")), lower(account.group("host"))));
    }
    var address = ADDRESS.matcher(text);
    return address.matches()
        ? Optional.of(new Resource(Optional.empty(), lower(address.group("host"))))
        : Optional.empty();
  }

  /** Tells whether it is one of ours, with the port or without. */
  boolean isOf(PublicUrl publicUrl) {
    return host.equals(publicUrl.host()) || host.equals(publicUrl.host() + ":" + publicUrl.port());
  }

  /** Returns the name, as people type it; none of ours has capitals. */
  Optional<UserName> userName() {
    return name.map(Resource::lower).flatMap(UserName::parse);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
