// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage.access;

import firefoxsync.database.Transaction;
import firefoxsync.http.RequestHead;
import firefoxsync.remotestorage.Authenticator;

/** Knows this server's own access tokens. */
public final class AppTokenAuthenticator implements Authenticator {
  private static final Invalid UNKNOWN = new Invalid("the token is unknown, revoked or expired");

  private final AppGrants grants;
  private final Standing standing;

  /** Takes who knows the tokens, and who knows the people. */
  public AppTokenAuthenticator(AppGrants grants, Standing standing) {
    this.grants = grants;
    this.standing = standing;
  }

  @Override
  public Claim recognise(RequestHead head) {
    var bearer = Bearer.of(head);
    if (bearer.isEmpty() || !bearer.get().startsWith(TokenKind.ACCESS.prefix())) {
      return new NotMine();
    }
    return AppToken.parse(TokenKind.ACCESS, bearer.get())
        .<Claim>map(token -> snapshot -> judge(snapshot, token))
        .orElse(UNKNOWN);
  }

  private Verdict judge(Transaction snapshot, AppToken token) {
    var found = grants.find(snapshot, token);
    if (found.isEmpty()) {
      return UNKNOWN;
    }
    var living = found.get();
    var grant = living.grant();
    if (!living.holds(standing.generation(snapshot, grant.person()))) {
      return new Invalid("the account is gone or disabled, or its password changed");
    }
    return new Access(
        grant.person(), living.token().scope(), grant.terms().actor(), () -> grants.touch(grant));
  }
}
