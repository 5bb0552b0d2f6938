// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage.access;

import firefoxsync.database.Transaction;
import firefoxsync.http.FaultException;
import firefoxsync.http.HttpFault;
import firefoxsync.http.RequestHead;
import firefoxsync.remotestorage.Authenticator;
import firefoxsync.token.AccessTokenVerifier.Verified;
import firefoxsync.token.TokenException;

/** Takes an access token of a Firefox account itself as bearer, where the scope map says what it opens. */
public final class ForeignTokenAuthenticator implements Authenticator {
  private static final Invalid NOTHING = new Invalid("no access token that opens anything here");

  private final ForeignTokens foreign;

  /** Takes who knows the tokens. */
  public ForeignTokenAuthenticator(ForeignTokens foreign) {
    this.foreign = foreign;
  }

  @Override
  public Claim recognise(RequestHead head) {
    var bearer = Bearer.of(head);
    if (!foreign.areTaken() || bearer.isEmpty()) {
      return new NotMine();
    }
    try {
      return foreign
          .verify(bearer.get())
          .<Claim>map(verified -> snapshot -> judge(snapshot, verified))
          .orElse(NOTHING);
    } catch (TokenException e) {
      throw new FaultException(HttpFault.UNAVAILABLE, "nobody can tell about the token just now");
    }
  }

  private Verdict judge(Transaction snapshot, Verified verified) {
    return foreign
        .holder(snapshot, verified)
        .flatMap(holder -> holder
            .scope()
            .<Verdict>map(scope -> new Access(holder.person(), scope, "Firefox account")))
        .orElse(NOTHING);
  }
}
