// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import firefoxsync.database.Row;
import firefoxsync.database.Transaction;
import firefoxsync.hawk.HawkCredentials;
import java.util.Optional;

/** Tokens that change a password, in one transaction. */
final class PasswordTokenStore {
  private final Transaction transaction;

  PasswordTokenStore(Transaction transaction) {
    this.transaction = transaction;
  }

  /** Keeps a token in place of those of its kind that the account had. */
  void put(AccountToken token, PasswordToken facts, long now) {
    transaction.update(
        "DELETE FROM password_token WHERE account_id = ? AND kind = ?",
        facts.accountId(),
        facts.kind().name());
    transaction.update(
        """
        INSERT INTO password_token (token_id, account_id, kind, hawk_key, session_id,
          drops_second_step, created_at, expires_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
        token.storedId(),
        facts.accountId(),
        facts.kind().name(),
        token.hawkKey(),
        facts.sessionId(),
        facts.dropsSecondStep() ? 1L : 0L,
        now,
        facts.expiresAt());
  }

  Optional<HawkCredentials> credentials(AccountToken.Kind kind, String tokenId, long now) {
    return transaction.first(
        "SELECT hawk_key FROM password_token WHERE token_id = ? AND kind = ? AND expires_at > ?",
        row -> new HawkCredentials(tokenId, row.bytes("hawk_key")),
        tokenId,
        kind.name(),
        now);
  }

  Optional<PasswordToken> find(String tokenId, long now) {
    return transaction.first(
        """
        SELECT account_id, kind, session_id, drops_second_step, expires_at
        FROM password_token WHERE token_id = ? AND expires_at > ?""",
        PasswordTokenStore::token,
        tokenId,
        now);
  }

  /** Removes a token; false when somebody was faster. */
  boolean delete(String tokenId) {
    return transaction.update("DELETE FROM password_token WHERE token_id = ?", tokenId) > 0;
  }

  /** Removes some that expired before the time, and returns how many. */
  int deleteExpired(long before, int limit) {
    return transaction.update(
        """
        DELETE FROM password_token WHERE token_id IN (
          SELECT token_id FROM password_token WHERE expires_at < ? LIMIT ?)""",
        before,
        limit);
  }

  private static PasswordToken token(Row row) {
    return new PasswordToken(
        AccountToken.Kind.valueOf(row.text("kind")),
        row.text("account_id"),
        row.optionalText("session_id").orElse(null),
        row.number("drops_second_step") == 1,
        row.number("expires_at"));
  }
}
