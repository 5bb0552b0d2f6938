// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts.invitations;

import firefoxsync.database.Row;
import firefoxsync.database.Transaction;
import java.util.List;
import java.util.Optional;

/** Invitations, by the hashes of their links, in one transaction. */
final class InvitationStore {
  private static final int ID_CHARACTERS = 8;
  /** Whoever has not proved her address has not come in yet. */
  private static final String OF_WAITING = "used_by IN (SELECT account_id FROM account"
      + " WHERE unproven_since IS NOT NULL AND disabled_at IS NULL)";

  private static final String COLUMNS = "token_hash, is_owner, created_at, expires_at,"
      + " CASE WHEN " + OF_WAITING + " THEN NULL ELSE used_by END AS used_by";

  private final Transaction transaction;

  InvitationStore(Transaction transaction) {
    this.transaction = transaction;
  }

  void insert(String hash, Invitation invitation) {
    transaction.update(
        """
        INSERT INTO invitation (token_hash, is_owner, created_at, expires_at)
        VALUES (?, ?, ?, ?)""",
        hash,
        invitation.isOwner() ? 1L : 0L,
        invitation.createdAt(),
        invitation.expiresAt());
  }

  Optional<Invitation> find(String hash) {
    return transaction.first(
        "SELECT " + COLUMNS + " FROM invitation WHERE token_hash = ?",
        InvitationStore::invitation,
        hash);
  }

  /** Returns all, newest first. */
  List<Invitation> all(int limit) {
    return transaction.query(
        "SELECT " + COLUMNS + " FROM invitation ORDER BY created_at DESC, token_hash LIMIT ?",
        InvitationStore::invitation,
        limit);
  }

  long count() {
    return transaction
        .first("SELECT COUNT(*) AS invitations FROM invitation", row -> row.number("invitations"))
        .orElse(0L);
  }

  /** Returns the accounts that wait for their proof, of the invitations whose hash begins so. */
  List<String> waiting(String hash) {
    return transaction.query(
        "SELECT used_by FROM invitation WHERE token_hash LIKE ? AND " + OF_WAITING,
        row -> row.text("used_by"),
        hash + "%");
  }

  /** Lets the invitation of an account that is gone be used again. */
  void release(String accountId) {
    transaction.update("UPDATE invitation SET used_by = NULL WHERE used_by = ?", accountId);
  }

  /** Spends an invitation for an account; false when it does not hold any more. */
  boolean spend(String hash, String accountId, long now) {
    return transaction.update(
            """
            UPDATE invitation SET used_by = ?
            WHERE token_hash = ? AND used_by IS NULL AND expires_at > ?""",
            accountId,
            hash,
            now)
        > 0;
  }

  /** Removes those that nobody used and whose id begins so; returns how many. */
  int revoke(String id) {
    return transaction.update(
        "DELETE FROM invitation WHERE token_hash LIKE ? AND used_by IS NULL", id + "%");
  }

  /** Removes some that expired before the time, used ones included, and returns how many. */
  int deleteExpired(long before, int limit) {
    return transaction.update(
        """
        DELETE FROM invitation WHERE token_hash IN (
          SELECT token_hash FROM invitation WHERE expires_at < ? LIMIT ?)""",
        before,
        limit);
  }

  void deleteAll() {
    transaction.update("DELETE FROM invitation");
  }

  private static Invitation invitation(Row row) {
    return new Invitation(
        row.text("token_hash").substring(0, ID_CHARACTERS),
        row.number("is_owner") == 1,
        row.number("created_at"),
        row.number("expires_at"),
        row.optionalText("used_by").orElse(null));
  }
}
