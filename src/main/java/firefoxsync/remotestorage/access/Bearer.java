// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage.access;

import firefoxsync.http.RequestHead;
import java.util.Optional;

/** The token of an {@code Authorization: Bearer} header (RFC 6750, 2.1), the only place that counts. */
final class Bearer {
  private static final String SCHEME = "Bearer ";

  private Bearer() {}

  static Optional<String> of(RequestHead head) {
    return head.header("Authorization")
        .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
        .map(value -> value.substring(SCHEME.length()).strip());
  }
}
