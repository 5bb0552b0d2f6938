// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage.access;

import firefoxsync.accounts.AccountException;
import firefoxsync.accounts.Session;
import firefoxsync.accounts.SessionAuth;
import firefoxsync.http.RequestHead;
import firefoxsync.people.Person;
import firefoxsync.remotestorage.AccessMode;
import firefoxsync.remotestorage.AccessScope;
import firefoxsync.remotestorage.Authenticator;

/** Lets a person's own pages look through her documents, with her session. */
public final class SessionAuthenticator implements Authenticator {
  private static final AccessScope EVERYTHING =
      AccessScope.of(AccessScope.EVERYTHING, AccessMode.READ_WRITE);

  private final SessionAuth sessions;

  /** Takes who knows the sessions. */
  public SessionAuthenticator(SessionAuth sessions) {
    this.sessions = sessions;
  }

  @Override
  public Claim recognise(RequestHead head) {
    try {
      sessions.admit(head);
    } catch (AccountException e) {
      return new Invalid(String.valueOf(e.getMessage()));
    }
    return head.attached(Session.class)
        .<Claim>map(
            session -> new Access(Person.local(session.accountId()), EVERYTHING, "her own pages"))
        .orElseGet(NotMine::new);
  }
}
