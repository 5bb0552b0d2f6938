// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage.access;

import java.util.Optional;

/** How an app wants its token. */
enum ResponseType {
  /** At once, in the fragment of its address: the implicit grant. */
  TOKEN,
  /** Behind a code, which it redeems with the verifier that it kept. */
  CODE;

  static Optional<ResponseType> parse(String wireForm) {
    return switch (wireForm) {
      case "token" -> Optional.of(TOKEN);
      case "code" -> Optional.of(CODE);
      default -> Optional.empty();
    };
  }
}
