// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import firefoxsync.database.Transaction;
import java.util.Optional;

/** Recovery keys, in one transaction. */
final class RecoveryKeyStore {
  private final Transaction transaction;

  RecoveryKeyStore(Transaction transaction) {
    this.transaction = transaction;
  }

  boolean exists(String accountId) {
    return transaction
        .first("SELECT created_at FROM recovery_key WHERE account_id = ?", row -> true, accountId)
        .orElse(false);
  }

  Optional<String> find(String accountId, String keyHash) {
    return transaction.first(
        "SELECT recovery_data FROM recovery_key WHERE account_id = ? AND key_hash = ?",
        row -> row.text("recovery_data"),
        accountId,
        keyHash);
  }

  /** Keeps a key; false when there is one. */
  boolean insert(String accountId, String keyHash, String data, long now) {
    return transaction.update(
            """
            INSERT INTO recovery_key (account_id, key_hash, recovery_data, created_at)
            VALUES (?, ?, ?, ?)
            ON CONFLICT (account_id) DO NOTHING""",
            accountId,
            keyHash,
            data,
            now)
        > 0;
  }

  void delete(String accountId) {
    transaction.update("DELETE FROM recovery_key WHERE account_id = ?", accountId);
  }
}
