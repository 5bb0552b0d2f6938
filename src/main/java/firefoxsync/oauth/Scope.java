// SPDX-License-Identifier: MPL-2.0
package firefoxsync.oauth;

import firefoxsync.token.AccessTokenVerifier;
import java.util.Arrays;
import java.util.Optional;

/** What a token may do. Firefox asks for more, such as Mozilla's paid services: not granted here. */
enum Scope {
  /** Stores Sync data; the only scope with keys of its own. */
  SYNC(AccessTokenVerifier.SYNC_SCOPE),
  /** Reads the profile. */
  PROFILE("profile"),
  /** Changes the profile. */
  PROFILE_WRITE("profile:write"),
  /** Gives the client a session of its own; asked for by older mobile browsers. */
  SESSION("https://identity.mozilla.com/tokens/session");

  private final String text;

  Scope(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }

  /** Returns the scope with this name, letter by letter. */
  static Optional<Scope> of(String text) {
    return Arrays.stream(values()).filter(scope -> scope.text.equals(text)).findFirst();
  }
}
