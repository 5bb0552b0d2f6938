// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import firefoxsync.database.Transaction;

/** The hashes of networks that people signed in from, in one transaction. */
final class FamiliarNetworkStore {
  private final Transaction transaction;

  FamiliarNetworkStore(Transaction transaction) {
    this.transaction = transaction;
  }

  boolean isKnown(String accountId, String networkHash, long since) {
    return transaction
        .first(
            """
            SELECT seen_at FROM familiar_network
            WHERE account_id = ? AND network_hash = ? AND seen_at >= ?""",
            row -> true,
            accountId,
            networkHash,
            since)
        .orElse(false);
  }

  void put(String accountId, String networkHash, long now) {
    transaction.update(
        """
        INSERT INTO familiar_network (account_id, network_hash, seen_at) VALUES (?, ?, ?)
        ON CONFLICT (account_id, network_hash) DO UPDATE SET seen_at = excluded.seen_at""",
        accountId,
        networkHash,
        now);
  }

  /** Forgets those that would be more than {@code max}, longest unseen first. */
  void deleteBeyond(int max, String accountId) {
    transaction.update(
        """
        DELETE FROM familiar_network WHERE account_id = ? AND network_hash IN (
          SELECT network_hash FROM familiar_network WHERE account_id = ?
          ORDER BY seen_at DESC, network_hash LIMIT 1000 OFFSET ?)""",
        accountId,
        accountId,
        max);
  }
}
