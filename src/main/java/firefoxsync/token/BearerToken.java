// SPDX-License-Identifier: MPL-2.0
package firefoxsync.token;

import static java.util.Locale.ROOT;

import firefoxsync.http.RequestHead;

/** The token of an {@code Authorization: Bearer} header. */
public final class BearerToken {
  private static final String SCHEME = "bearer";

  private BearerToken() {}

  /** Returns the token, or refuses a request that has none. */
  public static String of(RequestHead head) {
    var authorization = head.header("Authorization").orElse("");
    // The first space: a token may hold more.
    int space = authorization.indexOf(' ');
    if (space < 0) {
      throw TokenError.NO_AUTHORIZATION.exception("no Authorization of two words");
    }
    if (!authorization.substring(0, space).toLowerCase(ROOT).equals(SCHEME)) {
      throw TokenError.UNSUPPORTED_SCHEME.exception("not a bearer token");
    }
    return authorization.substring(space + 1);
  }
}
