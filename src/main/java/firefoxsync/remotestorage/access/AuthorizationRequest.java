// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage.access;

import firefoxsync.http.Query;
import firefoxsync.remotestorage.AccessScope;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an app asks a person for. Its {@code client_id} must be there and is ignored.
 *
 * @param challenge of PKCE (RFC 7636), always of S256; there exactly when the type is a code
 */
record AuthorizationRequest(ReturnAddress address, AccessScope scope, Optional<String> challenge) {
  private static final List<String> ONCE =
      List.of("client_id", "response_type", "scope", "code_challenge", "code_challenge_method");
  private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");

  /** Reads the request; what is wrong with it is told to the app. */
  static AuthorizationRequest of(ReturnAddress address, Query request) {
    for (var name : ONCE) {
      if (request.all(name).size() > 1) {
        throw GrantError.INVALID_REQUEST.exception(name + " is there twice");
      }
    }
    var type = require(request, "response_type");
    if (ResponseType.parse(type).isEmpty()) {
      throw GrantError.UNSUPPORTED_RESPONSE_TYPE.exception("response_type is token or code");
    }
    require(request, "client_id");
    return new AuthorizationRequest(
        address,
        // One that is missing has a code of its own (RFC 6749, 3.3).
        scope(request.first("scope").orElse("")),
        challenge(address.type(), request));
  }

  static AccessScope scope(String text) {
    try {
      return AccessScope.parse(text);
    } catch (IllegalArgumentException e) {
      throw GrantError.INVALID_SCOPE.exception("a scope is like notes:r, notes:rw or *:rw");
    }
  }

  private static String require(Query request, String name) {
    return request
        .first(name)
        .filter(value -> !value.isEmpty())
        .orElseThrow(() -> GrantError.INVALID_REQUEST.exception(name + " is missing"));
  }

  private static Optional<String> challenge(ResponseType type, Query request) {
    if (type == ResponseType.TOKEN) {
      return Optional.empty();
    }
    if (!request.first("code_challenge_method").equals(Optional.of("S256"))) {
      throw GrantError.INVALID_REQUEST.exception("code_challenge_method is not S256");
    }
    return Optional.of(request
        .first("code_challenge")
        .filter(text -> CHALLENGE.matcher(text).matches())
        .orElseThrow(
            () -> GrantError.INVALID_REQUEST.exception("code_challenge is not of a SHA-256")));
  }
}
