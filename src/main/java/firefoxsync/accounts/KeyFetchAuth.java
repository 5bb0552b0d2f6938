// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import firefoxsync.config.PublicUrl;
import firefoxsync.http.Filter;
import firefoxsync.http.Request;
import firefoxsync.http.RequestHead;

/** Admits whoever holds a key-fetch token, by HAWK or as {@code Bearer fxk_…}. */
final class KeyFetchAuth implements Filter {
  private final Sessions sessions;
  private final PublicUrl publicUrl;

  KeyFetchAuth(Sessions sessions, PublicUrl publicUrl) {
    this.sessions = sessions;
    this.publicUrl = publicUrl;
  }

  /** Returns the name under which the token of this request is kept. */
  static String tokenId(Request request) {
    return request
        .head()
        .attached(TokenProof.class)
        .map(TokenProof::storedId)
        .orElseThrow(() -> new IllegalStateException("no KeyFetchAuth around " + request.head()));
  }

  @Override
  public void admit(RequestHead head) {
    var proof = TokenProof.read(head, AccountToken.Kind.KEY_FETCH)
        .orElseThrow(() -> AccountError.INVALID_TOKEN.exception("no Authorization header"));
    var credentials = sessions
        .keyFetchCredentials(proof.storedId())
        .orElseThrow(() -> AccountError.INVALID_TOKEN.exception("no such key-fetch token"));
    proof.verify(credentials, head, publicUrl);
    head.attach(TokenProof.class, proof);
  }
}
