// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import firefoxsync.database.DatabaseException;
import firefoxsync.hawk.HawkCredentials;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is signed in. Every question goes to the database: a destroyed session is dead at once. */
public final class Sessions {
  /** More sessions than these push the longest unused ones of the account out. */
  static final int PER_ACCOUNT_MAX = 100;

  private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
  private static final Duration KEY_FETCH_LIFE = Duration.ofMinutes(30);
  /** How late the last use of a session or device may be known. */
  public static final Duration TOUCH_INTERVAL = Duration.ofMinutes(15);

  private final Ground ground;

  /** Takes the ground to stand on. */
  public Sessions(Ground ground) {
    this.ground = ground;
  }

  /**
   * Opens a session for a person who has proved who she is, and returns its token, for her alone.
   *
   * @throws AccountException when the account is gone
   */
  public AccountToken open(String accountId, String userAgent) {
    var fresh = NewSession.fresh(ground.secrets(), userAgent, false, Due.NOTHING);
    ground.database().write(transaction -> fresh.open(transaction, accountId, ground.now()));
    return fresh.token();
  }

  /** Opens a session after a password was shown, with a token for the keys when they are wanted. */
  SignedIn open(UnlockedAccount unlocked, String userAgent, Opening opening) {
    var fresh = NewSession.fresh(ground.secrets(), userAgent, opening.keysWanted(), opening.due());
    return ground.database().write(transaction -> {
      new SessionStore(transaction)
          .deleteKeyFetchBefore(unlocked.account().id(), keyFetchNotBefore());
      return fresh.open(transaction, unlocked, ground.now());
    });
  }

  /** How a session begins: whether the keys will be fetched, and what it waits for. */
  record Opening(boolean keysWanted, Due due) {}

  /** Remembers that the second step of a session's sign-in was taken. */
  public void verify(Session session) {
    ground.database().write(transaction -> {
      new SessionStore(transaction).verify(session.id());
      return true;
    });
  }

  /** Returns a session that holds right now, by the id that its owner may see. */
  public Optional<Session> find(String sessionId) {
    return ground.database().read(transaction -> new SessionStore(transaction).find(sessionId));
  }

  Optional<SessionKey> findWithKey(String sessionId) {
    return ground.database().read(transaction -> new SessionStore(transaction)
        .findWithKey(sessionId));
  }

  /** Remembers that a session was used, now and then: a write for each request would be a waste. */
  void touch(Session session) {
    long now = ground.now();
    if (now - session.lastAccessAt() < TOUCH_INTERVAL.toMillis()) {
      return;
    }
    try {
      ground.database().write(transaction -> {
        new SessionStore(transaction).touch(session.id(), now);
        return true;
      });
    } catch (DatabaseException e) {
      // The disk is full or busy: what needs no write goes on, and the next request tries again.
      LOG.debug("the use of a session was not kept: {}", e.getMessage());
    }
  }

  /** Returns an account's sessions, oldest first. */
  public List<Session> ofAccount(String accountId) {
    return ground.database().read(transaction -> new SessionStore(transaction)
        .ofAccount(accountId));
  }

  /** Ends a session of the account, its device included; tells whether there was one. */
  public boolean destroy(String accountId, String sessionId) {
    return ground.database().write(transaction -> {
      var store = new SessionStore(transaction);
      return store
          .find(sessionId)
          .filter(session -> session.accountId().equals(accountId))
          .map(session -> store.delete(session.id()))
          .orElse(false);
    });
  }

  /** Ends every session of an account, devices and tokens for keys included. */
  public void destroyAll(String accountId) {
    ground.database().write(transaction -> {
      new SessionStore(transaction).deleteOfAccount(accountId);
      return true;
    });
  }

  Optional<HawkCredentials> keyFetchCredentials(String tokenId) {
    return ground.database().read(transaction -> new SessionStore(transaction)
        .keyFetchCredentials(tokenId, keyFetchNotBefore()));
  }

  /**
   * Spends a key-fetch token.
   *
   * @throws AccountException when it was spent before, or its session waits for a code
   */
  byte[] takeBundle(String tokenId) {
    var due = ground.database().read(transaction -> new SessionStore(transaction).due(tokenId));
    switch (due) {
      case SECOND_STEP -> throw AccountError.SESSION_UNVERIFIED.exception("the second step is due");
      case ADDRESS -> throw AccountError.ACCOUNT_UNVERIFIED.exception("the mailed code is due");
      case NOTHING -> {}
    }
    return ground
        .database()
        .write(transaction -> new SessionStore(transaction).takeBundle(tokenId))
        .orElseThrow(() -> AccountError.INVALID_TOKEN.exception("key-fetch token was used before"));
  }

  private long keyFetchNotBefore() {
    return ground.now() - KEY_FETCH_LIFE.toMillis();
  }
}
