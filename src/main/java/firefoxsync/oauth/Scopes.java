// SPDX-License-Identifier: MPL-2.0
package firefoxsync.oauth;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/** One scope or several. */
record Scopes(Set<Scope> all) {
  private static final Pattern SPACES = Pattern.compile("\\s+");

  Scopes {
    if (all.isEmpty()) {
      throw OAuthError.INVALID_SCOPES.exception("no scope at all");
    }
    all = Collections.unmodifiableSet(EnumSet.copyOf(all));
  }

  /** Parses names with spaces between them. */
  static Scopes parse(String text) {
    var all = SPACES
        .splitAsStream(text.strip())
        .map(name -> Scope.of(name)
            .orElseThrow(() -> OAuthError.INVALID_SCOPES.exception("an unknown scope")))
        .collect(toUnmodifiableSet());
    return new Scopes(all);
  }

  boolean contains(Scope scope) {
    return all.contains(scope);
  }

  /** Returns the scopes asked for, when all of them are among these. */
  Scopes narrowedTo(Scopes asked) {
    if (!all.containsAll(asked.all)) {
      throw OAuthError.INVALID_SCOPES.exception("more scopes than were granted");
    }
    return asked;
  }

  /** Returns these without the one that buys a session, which is for the first answer only. */
  Scopes withoutSession() {
    var rest = EnumSet.copyOf(all);
    rest.remove(Scope.SESSION);
    return new Scopes(rest);
  }

  /** Returns the names of all. */
  Set<String> names() {
    return all.stream().map(Scope::text).collect(toUnmodifiableSet());
  }

  /** Returns the names with spaces between them. */
  String text() {
    return all.stream().map(Scope::text).collect(joining(" "));
  }
}
