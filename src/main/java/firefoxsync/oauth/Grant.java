// SPDX-License-Identifier: MPL-2.0
package firefoxsync.oauth;

import org.jspecify.annotations.Nullable;

/**
 * What a code or token stands for.
 *
 * @param createdAt milliseconds
 * @param expiresAt milliseconds; of a refresh token it moves on with each use
 * @param origin what it ends with: the id of a session or the hash of a refresh token; absent when
 *     it stands alone
 */
record Grant(
    Kind kind, Authority authority, long createdAt, long expiresAt, @Nullable String origin) {
  /** The forms that a grant takes; the names are stored. */
  enum Kind {
    /** Buys tokens, once. */
    CODE(20),
    /** Opens what its scopes say. */
    ACCESS(500),
    /** Buys access tokens. */
    REFRESH(100);

    private final int perAccountMax;

    Kind(int perAccountMax) {
      this.perAccountMax = perAccountMax;
    }

    /** Returns how many an account may have; beyond, those that expire first go. */
    int perAccountMax() {
      return perAccountMax;
    }
  }
}
