// SPDX-License-Identifier: MPL-2.0
package firefoxsync.oauth;

import java.util.OptionalLong;

/** How long an access token lives. */
record AccessTokenLife(long seconds) {
  private static final long SECONDS_MAX = 24 * 60 * 60;

  AccessTokenLife {
    if (seconds < 1) {
      throw OAuthError.INVALID_PARAMETER.exception("a life of " + seconds + " seconds");
    }
    seconds = Math.min(seconds, SECONDS_MAX);
  }

  /** Returns what the client wishes, a day at most, which is also what it gets without a wish. */
  static AccessTokenLife of(OptionalLong ttl) {
    return new AccessTokenLife(ttl.orElse(SECONDS_MAX));
  }
}
