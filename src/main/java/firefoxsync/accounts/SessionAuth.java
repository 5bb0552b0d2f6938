// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import firefoxsync.config.PublicUrl;
import firefoxsync.hawk.HawkRemarks;
import firefoxsync.hawk.SignedRequest;
import firefoxsync.http.Filter;
import firefoxsync.http.Request;
import firefoxsync.http.RequestHead;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the session that a request is made with, by HAWK or as {@code Bearer fxs_…}, and leaves it
 * for the handler.
 */
public final class SessionAuth implements Filter {
  private static final Logger LOG = LoggerFactory.getLogger(SessionAuth.class);

  private final Sessions sessions;
  private final PublicUrl publicUrl;
  private final HawkRemarks remarks;
  private final Demand demand;

  private enum Demand {
    VERIFIED,
    WAITING_TOO,
    NONE
  }

  private SessionAuth(Sessions sessions, PublicUrl publicUrl, Demand demand) {
    this.sessions = sessions;
    this.publicUrl = publicUrl;
    this.remarks = new HawkRemarks(publicUrl);
    this.demand = demand;
  }

  /** Returns the filter for routes that need a session. */
  public static SessionAuth required(Sessions sessions, PublicUrl publicUrl) {
    return new SessionAuth(sessions, publicUrl, Demand.VERIFIED);
  }

  /** Returns the filter for routes where a code of the sign-in or sign-up may still be due. */
  public static SessionAuth waitingToo(Sessions sessions, PublicUrl publicUrl) {
    return new SessionAuth(sessions, publicUrl, Demand.WAITING_TOO);
  }

  /** Returns the filter for routes that do without; but a session that is shown must be good. */
  public static SessionAuth optional(Sessions sessions, PublicUrl publicUrl) {
    return new SessionAuth(sessions, publicUrl, Demand.NONE);
  }

  /** Returns the session behind a {@link #required} filter. */
  public static Session session(Request request) {
    return find(request)
        .orElseThrow(() -> new IllegalStateException("no SessionAuth around " + request.head()));
  }

  /** Returns the session behind an {@link #optional} filter. */
  public static Optional<Session> find(Request request) {
    return request.head().attached(Session.class);
  }

  @Override
  public void admit(RequestHead head) {
    var proof = TokenProof.read(head, AccountToken.Kind.SESSION);
    if (proof.isPresent()) {
      admit(head, proof.get());
    } else if (demand != Demand.NONE) {
      throw AccountError.INVALID_TOKEN.exception("no Authorization header");
    }
  }

  private void admit(RequestHead head, TokenProof proof) {
    var found = sessions
        .findWithKey(proof.storedId())
        .orElseThrow(() -> AccountError.INVALID_TOKEN.exception("no such session"));
    verify(proof, found, head);
    if (!found.session().isVerified() && demand != Demand.WAITING_TOO) {
      throw AccountError.SESSION_UNVERIFIED.exception("a code is due");
    }
    sessions.touch(found.session());
    head.attach(TokenProof.class, proof);
    head.attach(Session.class, found.session());
  }

  private void verify(TokenProof proof, SessionKey found, RequestHead head) {
    try {
      proof.verify(found.credentials(), head, publicUrl);
    } catch (AccountException e) {
      LOG.warn(
          "refused session from {} account {}: {}",
          head.clientAddress(),
          found.session().accountId(),
          reason(e, proof, found, head));
      throw e;
    }
  }

  private String reason(
      AccountException refusal, TokenProof proof, SessionKey found, RequestHead head) {
    return Optional.ofNullable(proof.hawk())
        .filter(header -> refusal.error() == AccountError.INVALID_SIGNATURE)
        .flatMap(header -> remarks.onMac(
            new SignedRequest(
                head.method(),
                head.target(),
                head.headers()::all,
                header,
                found.credentials(),
                List.of()),
            head.received()))
        .orElse(String.valueOf(refusal.getMessage()));
  }

  @Override
  public void check(Request request) {
    request.head().attached(TokenProof.class).ifPresent(proof -> proof.check(request));
  }
}
