// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import firefoxsync.config.PublicUrl;
import firefoxsync.http.Filter;
import firefoxsync.http.Request;
import firefoxsync.http.RequestHead;

/** Admits whoever holds a token that changes a password, by HAWK or as bearer. */
final class PasswordTokenAuth implements Filter {
  private final AccountToken.Kind kind;
  private final Passwords passwords;
  private final PublicUrl publicUrl;

  PasswordTokenAuth(AccountToken.Kind kind, Passwords passwords, PublicUrl publicUrl) {
    this.kind = kind;
    this.passwords = passwords;
    this.publicUrl = publicUrl;
  }

  /** Returns the name under which the token of this request is kept. */
  static String tokenId(Request request) {
    return request
        .head()
        .attached(TokenProof.class)
        .map(TokenProof::storedId)
        .orElseThrow(() -> new IllegalStateException("no token around " + request.head()));
  }

  @Override
  public void admit(RequestHead head) {
    var proof = TokenProof.read(head, kind)
        .orElseThrow(() -> AccountError.INVALID_TOKEN.exception("no Authorization header"));
    var credentials = passwords
        .credentials(kind, proof.storedId())
        .orElseThrow(() -> AccountError.INVALID_TOKEN.exception("the token was used or expired"));
    proof.verify(credentials, head, publicUrl);
    head.attach(TokenProof.class, proof);
  }

  @Override
  public void check(Request request) {
    request.head().attached(TokenProof.class).ifPresent(proof -> proof.check(request));
  }
}
