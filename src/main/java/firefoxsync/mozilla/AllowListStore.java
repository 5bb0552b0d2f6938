// SPDX-License-Identifier: MPL-2.0
package firefoxsync.mozilla;

import firefoxsync.database.Transaction;
import java.util.List;

/** The SQL of who may come, within one transaction. */
final class AllowListStore {
  private final Transaction transaction;

  AllowListStore(Transaction transaction) {
    this.transaction = transaction;
  }

  boolean has(String accountId) {
    return transaction
        .first(
            "SELECT allowed_at FROM mozilla_allowed WHERE account_id = ?",
            row -> row.number("allowed_at"),
            accountId)
        .isPresent();
  }

  /** Puts an account on the list; false when it was there. */
  boolean add(String accountId, long now) {
    return transaction.update(
            """
            INSERT INTO mozilla_allowed (account_id, allowed_at) VALUES (?, ?)
            ON CONFLICT (account_id) DO NOTHING""",
            accountId,
            now)
        == 1;
  }

  /** Takes an account off the list; false when it was not there. */
  boolean remove(String accountId) {
    return transaction.update("DELETE FROM mozilla_allowed WHERE account_id = ?", accountId) == 1;
  }

  List<String> all() {
    return transaction.query(
        "SELECT account_id FROM mozilla_allowed ORDER BY allowed_at, account_id",
        row -> row.text("account_id"));
  }

  /** Opens the window for one newcomer, or keeps it open for longer. */
  void open(long expiresAt) {
    transaction.update(
        """
        INSERT INTO mozilla_allow_next (window_name, expires_at) VALUES ('next', ?)
        ON CONFLICT (window_name) DO UPDATE SET expires_at = excluded.expires_at""",
        expiresAt);
  }

  boolean isOpen(long now) {
    return transaction
        .first(
            "SELECT expires_at FROM mozilla_allow_next WHERE window_name = 'next'",
            row -> row.number("expires_at"))
        .filter(expiresAt -> expiresAt > now)
        .isPresent();
  }

  /** Shuts the window, whether it is open or not. */
  void close() {
    transaction.update("DELETE FROM mozilla_allow_next");
  }

  /** Shuts the window; false when it was not open, or somebody else came in. */
  boolean take(long now) {
    return transaction.update(
            "DELETE FROM mozilla_allow_next WHERE window_name = 'next' AND expires_at > ?", now)
        == 1;
  }
}
