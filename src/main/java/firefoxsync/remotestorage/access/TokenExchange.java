// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage.access;

import firefoxsync.remotestorage.AccessScope;
import java.util.Optional;

/** Gives the holders of foreign access tokens ordinary ones of ours (RFC 8693). */
final class TokenExchange {
  private final ForeignTokens foreign;
  private final Authorizations authorizations;

  TokenExchange(ForeignTokens foreign, Authorizations authorizations) {
    this.foreign = foreign;
    this.authorizations = authorizations;
  }

  /** Returns a token that reaches what the foreign one maps to, or the part that was asked for. */
  IssuedTokens exchange(String subjectToken, Optional<String> scope) {
    var holder = foreign
        .find(subjectToken)
        .orElseThrow(
            () -> GrantError.INVALID_GRANT.exception(
                "the subject_token is unknown, expired or revoked, or its person has no documents here"));
    AccessScope allowed = holder
        .scope()
        .orElseThrow(() -> GrantError.INVALID_SCOPE.exception("its scopes open nothing here"));
    var wanted = scope.map(AuthorizationRequest::scope).orElse(allowed);
    if (!allowed.covers(wanted)) {
      throw GrantError.INVALID_SCOPE.exception("more than the subject_token maps to");
    }
    return authorizations.issue(holder.person(), wanted, holder.generation());
  }
}
