// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import firefoxsync.config.PublicUrl;
import firefoxsync.crypto.MasterSecret;
import firefoxsync.hawk.HawkException;
import firefoxsync.hawk.HawkHeader;
import firefoxsync.hawk.HawkRemarks;
import firefoxsync.hawk.HawkTarget;
import firefoxsync.hawk.HawkVerifier;
import firefoxsync.hawk.PayloadHash;
import firefoxsync.hawk.SignedRequest;
import firefoxsync.http.Filter;
import firefoxsync.http.Request;
import firefoxsync.http.RequestHead;
import firefoxsync.sync.SyncStorage.UserCollection;
import firefoxsync.token.SyncToken;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets in who signs with a storage token for the uid of the path. The token alone is believed: no
 * user needs to be known here. Every refusal is a 401, upon which clients fetch another token.
 */
public final class SyncAuth implements Filter {
  private static final Logger LOG = LoggerFactory.getLogger(SyncAuth.class);

  private final OpenedTokens tokens;
  private final PublicUrl publicUrl;
  /** Clients' clocks are wrong, and a token ends when it ends, whatever they believe. */
  private final HawkVerifier verifier = HawkVerifier.ofAnyClock();

  private final HawkRemarks remarks;
  private final long graceSeconds;

  private record Allowed(SyncToken token, HawkHeader header) {}

  /** Takes the secrets that tokens are signed with, and the URL that clients sign. */
  public SyncAuth(MasterSecret master, PublicUrl publicUrl) {
    this(new OpenedTokens(master), publicUrl, new HawkRemarks(publicUrl), Duration.ZERO);
  }

  private SyncAuth(OpenedTokens tokens, PublicUrl publicUrl, HawkRemarks remarks, Duration grace) {
    this.tokens = tokens;
    this.publicUrl = publicUrl;
    this.remarks = remarks;
    this.graceSeconds = grace.toSeconds();
  }

  /** Returns the same, but a token may have expired up to so long ago. */
  SyncAuth tolerating(Duration grace) {
    return new SyncAuth(tokens, publicUrl, remarks, grace);
  }

  /** Returns whose request was let in. */
  static long uid(RequestHead head) {
    return head.attached(Allowed.class).orElseThrow().token().uid();
  }

  /** Returns the collection of the path, for the user who was let in. */
  static UserCollection collection(RequestHead head) {
    return new UserCollection(uid(head), new CollectionName(head.pathValue("collection")));
  }

  @Override
  public void admit(RequestHead head) {
    // 1. A header that parses, with a token that one of our secrets signed.
    var header = header(head);
    var opened =
        tokens.open(header.id()).orElseThrow(() -> refused(head, "-", "the token is none of ours"));
    var token = opened.token();
    // 2. In time. It happens to everybody every hour, so it is no reason to warn.
    long nowSeconds = head.received().getEpochSecond();
    if (token.expiresSeconds() + graceSeconds <= nowSeconds) {
      throw WeaveError.UNAUTHORIZED.exception("the token has expired");
    }
    // 3. Signed by whoever was given the token.
    try {
      verifier.verify(header, opened.credentials(), target(head), nowSeconds);
    } catch (HawkException e) {
      throw refused(head, token.accountId(), reason(e, head, header, opened));
    }
    // 4. For the user of the path.
    if (token.uid() != Long.parseLong(head.pathValue("uid"))) {
      throw refused(head, token.accountId(), "the token is for another uid");
    }
    remarks.onClock(header, token.accountId(), head.received()).ifPresent(LOG::warn);
    head.attach(Allowed.class, new Allowed(token, header));
  }

  private static HawkHeader header(RequestHead head) {
    try {
      return HawkHeader.parse(head.header("Authorization").orElse(""));
    } catch (HawkException e) {
      throw WeaveError.UNAUTHORIZED.exception(String.valueOf(e.getMessage()));
    }
  }

  private String reason(
      HawkException refusal, RequestHead head, HawkHeader header, SyncToken.Opened opened) {
    if (refusal.refusal() == HawkException.Refusal.MAC) {
      var request = new SignedRequest(
          head.method(),
          head.target(),
          head.headers()::all,
          header,
          opened.credentials(),
          List.of(opened.token().node()));
      var remark = remarks.onMac(request, head.received());
      if (remark.isPresent()) {
        return remark.get();
      }
    }
    return String.valueOf(refusal.getMessage());
  }

  @Override
  public void check(Request request) {
    var head = request.head();
    var allowed = head.attached(Allowed.class).orElseThrow();
    var contentType = head.header("Content-Type").orElse("");
    try {
      PayloadHash.check(allowed.header(), contentType, request.body());
    } catch (HawkException e) {
      throw refused(head, allowed.token().accountId(), String.valueOf(e.getMessage()));
    }
  }

  private HawkTarget target(RequestHead head) {
    var resource = publicUrl.prefix() + head.target();
    return new HawkTarget(head.method(), resource, publicUrl.host(), publicUrl.port());
  }

  /** Writes the one line that fail2ban reads. */
  private static WeaveException refused(RequestHead head, String account, String reason) {
    LOG.warn("refused storage from {} account {}: {}", head.clientAddress(), account, reason);
    return WeaveError.UNAUTHORIZED.exception(reason);
  }
}
