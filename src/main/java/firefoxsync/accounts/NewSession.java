// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import firefoxsync.crypto.Secrets;
import firefoxsync.database.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * A session about to be opened.
 *
 * @param keyFetch fetches the wrapped keys; only when asked for
 * @param due what it waits for
 */
record NewSession(AccountToken token, @Nullable AccountToken keyFetch, String userAgent, Due due) {

  static NewSession fresh(Secrets secrets, String userAgent, boolean keysWanted, Due due) {
    return new NewSession(
        AccountToken.fresh(AccountToken.Kind.SESSION, secrets),
        keysWanted ? AccountToken.fresh(AccountToken.Kind.KEY_FETCH, secrets) : null,
        userAgent,
        due);
  }

  /**
   * Opens the session.
   *
   * @throws AccountException when the account is gone
   */
  Session open(Transaction transaction, String accountId, long now) {
    if (new AccountStore(transaction).find(accountId).isEmpty()) {
      throw AccountError.UNKNOWN_ACCOUNT.exception("the account is gone");
    }
    boolean isVerified = due == Due.NOTHING;
    var session = new Session(token.storedId(), accountId, now, now, userAgent, isVerified);
    var store = new SessionStore(transaction);
    store.deleteBeyond(Sessions.PER_ACCOUNT_MAX - 1, accountId);
    store.insert(session, token.hawkKey());
    return session;
  }

  /** Opens the session, and lets the keys be fetched when that was wanted. */
  SignedIn open(Transaction transaction, UnlockedAccount unlocked, long now) {
    var session = open(transaction, unlocked.account().id(), now);
    if (keyFetch != null) {
      new SessionStore(transaction).insertKeyFetch(keyFetch, unlocked, session, now);
    }
    return new SignedIn(session, token, keyFetch, due);
  }
}
