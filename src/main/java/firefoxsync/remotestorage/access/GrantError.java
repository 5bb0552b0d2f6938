// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage.access;

import java.util.Locale;

/** Why an app gets no token, in the words of RFC 6749 and its relatives. */
enum GrantError {
  INVALID_REQUEST,
  ACCESS_DENIED,
  UNSUPPORTED_RESPONSE_TYPE,
  INVALID_SCOPE,
  TEMPORARILY_UNAVAILABLE,
  INVALID_GRANT,
  UNSUPPORTED_GRANT_TYPE;

  String wireForm() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the refusal; the description is for the app's developer. */
  GrantException exception(String description) {
    return new GrantException(this, description);
  }
}
