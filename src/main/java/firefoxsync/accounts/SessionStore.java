// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import firefoxsync.accounts.devices.DeviceStore;
import firefoxsync.database.Row;
import firefoxsync.database.Transaction;
import firefoxsync.hawk.HawkCredentials;
import java.util.List;
import java.util.Optional;

/** Sessions and key-fetch tokens, in one transaction. */
final class SessionStore {
  private static final String COLUMNS =
      "session_id, account_id, created_at, last_access_at, user_agent, is_verified";

  private final Transaction transaction;

  SessionStore(Transaction transaction) {
    this.transaction = transaction;
  }

  Optional<Session> find(String sessionId) {
    return transaction.first(
        "SELECT " + COLUMNS + " FROM session WHERE session_id = ?",
        SessionStore::session,
        sessionId);
  }

  /** Returns a session of a person who may come in, with the key that its requests are signed with. */
  Optional<SessionKey> findWithKey(String sessionId) {
    return transaction.first(
        "SELECT hawk_key, " + COLUMNS + " FROM session WHERE session_id = ?"
            + " AND account_id IN (SELECT account_id FROM account WHERE disabled_at IS NULL)",
        row -> new SessionKey(session(row), new HawkCredentials(sessionId, row.bytes("hawk_key"))),
        sessionId);
  }

  /** Returns an account's sessions, oldest first. */
  List<Session> ofAccount(String accountId) {
    return transaction.query(
        "SELECT " + COLUMNS + " FROM session WHERE account_id = ? ORDER BY created_at, session_id",
        SessionStore::session,
        accountId);
  }

  void insert(Session session, byte[] hawkKey) {
    transaction.update(
        """
        INSERT INTO session
          (session_id, account_id, hawk_key, created_at, last_access_at, user_agent, is_verified)
        VALUES (?, ?, ?, ?, ?, ?, ?)""",
        session.id(),
        session.accountId(),
        hawkKey,
        session.createdAt(),
        session.lastAccessAt(),
        session.userAgent(),
        session.isVerified() ? 1L : 0L);
  }

  /** Remembers that the second step was taken. */
  void verify(String sessionId) {
    transaction.update("UPDATE session SET is_verified = 1 WHERE session_id = ?", sessionId);
  }

  /** Remembers that nothing is due any more in any session of an account. */
  void verifyAll(String accountId) {
    transaction.update("UPDATE session SET is_verified = 1 WHERE account_id = ?", accountId);
  }

  void touch(String sessionId, long now) {
    transaction.update(
        "UPDATE session SET last_access_at = ? WHERE session_id = ? AND last_access_at < ?",
        now,
        sessionId,
        now);
  }

  /** Removes a session and its device; tells whether it was there. */
  boolean delete(String sessionId) {
    new DeviceStore(transaction).deleteOfOwner(sessionId);
    return transaction.update("DELETE FROM session WHERE session_id = ?", sessionId) > 0;
  }

  /** Removes the sessions that would be more than {@code max}: those without a device first. */
  void deleteBeyond(int max, String accountId) {
    transaction
        .query(
            """
            SELECT s.session_id AS session_id FROM session s
            LEFT JOIN device d ON d.owner_id = s.session_id
            WHERE s.account_id = ?
            ORDER BY CASE WHEN d.owner_id IS NULL THEN 1 ELSE 0 END,
              s.last_access_at DESC, s.session_id
            LIMIT 1000 OFFSET ?""",
            row -> row.text("session_id"),
            accountId,
            max)
        .forEach(this::delete);
  }

  /** Removes everything of an account that lets somebody in, devices included. */
  void deleteOfAccount(String accountId) {
    new DeviceStore(transaction).deleteOfAccount(accountId);
    deleteTokensOfAccount(accountId);
  }

  /** Removes everything of everybody's that lets somebody in, devices included. */
  void deleteAll() {
    new DeviceStore(transaction).deleteAll();
    for (var table : List.of("session", "key_fetch", "password_token")) {
      transaction.update("DELETE FROM " + table);
    }
  }

  /** Removes every token of an account that lets somebody in. */
  void deleteTokensOfAccount(String accountId) {
    for (var table : List.of("session", "key_fetch", "password_token")) {
      transaction.update("DELETE FROM " + table + " WHERE account_id = ?", accountId);
    }
  }

  /** Keeps a token that fetches the keys once the session is verified. */
  void insertKeyFetch(AccountToken token, UnlockedAccount unlocked, Session session, long now) {
    transaction.update(
        """
        INSERT INTO key_fetch (token_id, account_id, hawk_key, bundle, session_id, created_at)
        VALUES (?, ?, ?, ?, ?, ?)""",
        token.storedId(),
        unlocked.account().id(),
        token.hawkKey(),
        unlocked.bundle(token),
        session.id(),
        now);
  }

  Optional<HawkCredentials> keyFetchCredentials(String tokenId, long notBefore) {
    return transaction.first(
        "SELECT hawk_key FROM key_fetch WHERE token_id = ? AND created_at >= ?",
        row -> new HawkCredentials(tokenId, row.bytes("hawk_key")),
        tokenId,
        notBefore);
  }

  /** Removes a token and returns its bundle; empty when somebody was faster. */
  Optional<byte[]> takeBundle(String tokenId) {
    var bundle = transaction.first(
        "SELECT bundle FROM key_fetch WHERE token_id = ?"
            + transaction.dialect().forUpdate(),
        row -> row.bytes("bundle"),
        tokenId);
    transaction.update("DELETE FROM key_fetch WHERE token_id = ?", tokenId);
    return bundle;
  }

  /** Returns what the session of a token waits for. */
  Due due(String tokenId) {
    return transaction
        .first(
            """
            SELECT s.is_verified AS is_verified, a.unproven_since AS unproven_since
            FROM key_fetch k
            JOIN session s ON s.session_id = k.session_id
            JOIN account a ON a.account_id = s.account_id
            WHERE k.token_id = ?""",
            SessionStore::due,
            tokenId)
        .orElse(Due.NOTHING);
  }

  private static Due due(Row row) {
    if (row.number("is_verified") == 1) {
      return Due.NOTHING;
    }
    return row.optionalNumber("unproven_since").isPresent() ? Due.ADDRESS : Due.SECOND_STEP;
  }

  void deleteKeyFetchBefore(String accountId, long createdBefore) {
    transaction.update(
        "DELETE FROM key_fetch WHERE account_id = ? AND created_at < ?", accountId, createdBefore);
  }

  private static Session session(Row row) {
    return new Session(
        row.text("session_id"),
        row.text("account_id"),
        row.number("created_at"),
        row.number("last_access_at"),
        row.text("user_agent"),
        row.number("is_verified") == 1);
  }
}
