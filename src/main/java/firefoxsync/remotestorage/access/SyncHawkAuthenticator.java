// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage.access;

import firefoxsync.config.PublicUrl;
import firefoxsync.crypto.MasterSecret;
import firefoxsync.database.Transaction;
import firefoxsync.hawk.HawkException;
import firefoxsync.hawk.HawkHeader;
import firefoxsync.hawk.HawkTarget;
import firefoxsync.hawk.HawkVerifier;
import firefoxsync.hawk.SignedBody;
import firefoxsync.http.RequestHead;
import firefoxsync.remotestorage.AccessMode;
import firefoxsync.remotestorage.AccessScope;
import firefoxsync.remotestorage.Authenticator;
import firefoxsync.token.SyncBelongings;
import firefoxsync.token.SyncHolder;
import firefoxsync.token.SyncToken;

/**
 * Takes what opens a person's Sync storage, for the folder {@value #MODULE} of her documents: an
 * addition to bearer tokens, which nobody needs. A body whose hash was signed must be that one; the
 * hash is made as the body comes, since it may be long.
 */
public final class SyncHawkAuthenticator implements Authenticator {
  static final String MODULE = "fxsync";

  private static final AccessScope SCOPE = AccessScope.of(MODULE, AccessMode.READ_WRITE);

  private final MasterSecret master;
  private final PublicUrl documents;
  private final Standing standing;
  /** Clients' clocks are wrong, and a token ends when it ends. */
  private final HawkVerifier verifier = HawkVerifier.ofAnyClock();

  /**
   * Takes the secrets that tokens are signed with, and who knows the people.
   *
   * @param documents how the world reaches them, which clients sign
   */
  public SyncHawkAuthenticator(MasterSecret master, PublicUrl documents, Standing standing) {
    this.master = master;
    this.documents = documents;
    this.standing = standing;
  }

  @Override
  public Claim recognise(RequestHead head) {
    var authorization = head.header("Authorization").filter(HawkHeader::isHawk);
    if (authorization.isEmpty()) {
      return new NotMine();
    }
    try {
      var header = HawkHeader.parse(authorization.get());
      return SyncToken.open(header.id(), master)
          .map(opened -> recognise(opened, header, head))
          .orElseGet(() -> new Invalid("the storage token is none of ours"));
    } catch (HawkException e) {
      return new Invalid(String.valueOf(e.getMessage()));
    }
  }

  private Claim recognise(SyncToken.Opened opened, HawkHeader header, RequestHead head) {
    var token = opened.token();
    long nowSeconds = head.received().getEpochSecond();
    if (token.expiresSeconds() <= nowSeconds) {
      return new Invalid("the storage token has expired");
    }
    var resource = documents.prefix() + head.target();
    var target = new HawkTarget(head.method(), resource, documents.host(), documents.port());
    verifier.verify(header, opened.credentials(), target, nowSeconds);
    SignedBody.of(header, head.header("Content-Type").orElse(""))
        .ifPresent(body -> head.attach(SignedBody.class, body));
    return snapshot -> judge(snapshot, token.uid());
  }

  private Verdict judge(Transaction snapshot, long uid) {
    return SyncBelongings.holder(snapshot, uid)
        .filter(holder -> mayCome(snapshot, holder))
        .<Verdict>map(holder -> new Access(holder.person(), SCOPE, "Sync"))
        .orElseGet(() -> new Invalid("nobody uses the uid any more, or her password changed"));
  }

  private boolean mayCome(Transaction snapshot, SyncHolder holder) {
    var generation = standing.generation(snapshot, holder.person());
    return generation.isPresent() && generation.getAsLong() <= holder.generation();
  }
}
