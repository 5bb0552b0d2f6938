// SPDX-License-Identifier: MPL-2.0
package firefoxsync.oauth;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a page asks for in the name of the browser that opened it. */
record AuthorizationRequest(TokenWish wish, CodeChallenge challenge, @Nullable String keysJwe) {
  private static final Pattern JWE = Pattern.compile("[A-Za-z0-9_.-]{1,16384}");

  AuthorizationRequest {
    if (keysJwe != null && !JWE.matcher(keysJwe).matches()) {
      throw OAuthError.INVALID_PARAMETER.exception("keys_jwe is no JWE of a reasonable length");
    }
  }
}
