// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import firefoxsync.config.PublicUrl;
import firefoxsync.crypto.MasterSecret;
import firefoxsync.hawk.HawkException;
import firefoxsync.hawk.HawkHeader;
import firefoxsync.hawk.HawkTarget;
import firefoxsync.hawk.HawkVerifier;
import firefoxsync.hawk.PayloadHash;
import firefoxsync.http.Filter;
import firefoxsync.http.Request;
import firefoxsync.http.RequestHead;
import firefoxsync.sync.SyncStorage.UserCollection;
import firefoxsync.token.SyncToken;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets in who signs with a storage token for the uid of the path. The token alone is believed: no
 * user needs to be known here. Every refusal is a 401, upon which clients fetch another token.
 */
public final class SyncAuth implements Filter {
  private static final Logger LOG = LoggerFactory.getLogger(SyncAuth.class);

  /** Clients' clocks are wrong, and a token lives an hour whatever they believe. */
  private static final Duration SKEW_MAX = Duration.ofDays(365);

  private final MasterSecret master;
  private final PublicUrl publicUrl;
  private final HawkVerifier verifier;
  private final long graceSeconds;

  private record Allowed(long uid, HawkHeader header) {}

  /** Takes the secrets that tokens are signed with, and the URL that clients sign. */
  public SyncAuth(MasterSecret master, PublicUrl publicUrl) {
    this(master, publicUrl, Duration.ZERO);
  }

  private SyncAuth(MasterSecret master, PublicUrl publicUrl, Duration grace) {
    this.master = master;
    this.publicUrl = publicUrl;
    this.verifier = new HawkVerifier(SKEW_MAX.toSeconds());
    this.graceSeconds = grace.toSeconds();
  }

  /** Returns the same, but a token may have expired up to so long ago. */
  SyncAuth tolerating(Duration grace) {
    return new SyncAuth(master, publicUrl, grace);
  }

  /** Returns whose request was let in. */
  static long uid(RequestHead head) {
    return head.attached(Allowed.class).orElseThrow().uid();
  }

  /** Returns the collection of the path, for the user who was let in. */
  static UserCollection collection(RequestHead head) {
    return new UserCollection(uid(head), new CollectionName(head.pathValue("collection")));
  }

  @Override
  public void admit(RequestHead head) {
    var header = hawk(
        head,
        () -> HawkHeader.parse(head.header("Authorization")
            .orElseThrow(() -> WeaveError.UNAUTHORIZED.exception("no Authorization"))));
    var opened = SyncToken.open(header.id(), master)
        .orElseThrow(() -> refused(head, "the token is none of ours"));
    var token = opened.token();
    long nowSeconds = head.received().getEpochSecond();
    if (token.expiresSeconds() + graceSeconds <= nowSeconds) {
      // Happens to everybody every hour, so it is no reason to warn.
      throw WeaveError.UNAUTHORIZED.exception("the token has expired");
    }
    hawk(head, () -> {
      verifier.verify(header, opened.credentials(), target(head), nowSeconds);
      return true;
    });
    if (token.uid() != Long.parseLong(head.pathValue("uid"))) {
      throw refused(head, "the token is for another uid");
    }
    head.attach(Allowed.class, new Allowed(token.uid(), header));
  }

  @Override
  public void check(Request request) {
    var head = request.head();
    var header = head.attached(Allowed.class).orElseThrow().header();
    hawk(head, () -> {
      PayloadHash.check(header, head.header("Content-Type").orElse(""), request.body());
      return true;
    });
  }

  private HawkTarget target(RequestHead head) {
    var resource = publicUrl.prefix() + head.target();
    return new HawkTarget(head.method(), resource, publicUrl.host(), publicUrl.port());
  }

  private static <T> T hawk(RequestHead head, Supplier<T> step) {
    try {
      return step.get();
    } catch (HawkException e) {
      throw refused(head, String.valueOf(e.getMessage()));
    }
  }

  private static WeaveException refused(RequestHead head, String reason) {
    LOG.warn("storage refused {}: {}", head.clientAddress(), reason);
    return WeaveError.UNAUTHORIZED.exception(reason);
  }
}
