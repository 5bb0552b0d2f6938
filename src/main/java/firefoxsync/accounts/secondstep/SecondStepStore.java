// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts.secondstep;

import firefoxsync.database.Transaction;
import java.util.List;
import java.util.Optional;

/** Seeds and recovery codes, in one transaction. */
final class SecondStepStore {
  private final Transaction transaction;

  SecondStepStore(Transaction transaction) {
    this.transaction = transaction;
  }

  Optional<SecondStep> find(String accountId) {
    return transaction.first(
        "SELECT sealed_seed, is_active, last_step FROM second_step WHERE account_id = ?",
        row -> new SecondStep(
            row.bytes("sealed_seed"), row.number("is_active") == 1, row.number("last_step")),
        accountId);
  }

  /** Keeps a seed that its owner must still confirm, in place of an earlier one. */
  void put(String accountId, byte[] sealedSeed, long now) {
    transaction.update("DELETE FROM second_step WHERE account_id = ?", accountId);
    transaction.update(
        """
        INSERT INTO second_step (account_id, sealed_seed, is_active, last_step, created_at)
        VALUES (?, ?, 0, 0, ?)""",
        accountId,
        sealedSeed,
        now);
  }

  /** Spends the code of a step and turns the seed on; false when a later one was spent before. */
  boolean spend(String accountId, long step, byte[] sealedSeed) {
    return transaction.update(
            """
            UPDATE second_step SET last_step = ?, sealed_seed = ?, is_active = 1
            WHERE account_id = ? AND last_step < ?""",
            step,
            sealedSeed,
            accountId,
            step)
        > 0;
  }

  void putRecoveryCodes(String accountId, List<String> hashes) {
    transaction.update("DELETE FROM recovery_code WHERE account_id = ?", accountId);
    transaction.batch(
        "INSERT INTO recovery_code (account_id, code_hash) VALUES (?, ?)",
        hashes.stream().map(hash -> new Object[] {accountId, hash}).toList());
  }

  /** Spends a recovery code; false when it is unknown. */
  boolean spendRecoveryCode(String accountId, String hash) {
    return transaction.update(
            "DELETE FROM recovery_code WHERE account_id = ? AND code_hash = ?", accountId, hash)
        > 0;
  }

  long recoveryCodes(String accountId) {
    return transaction
        .first(
            "SELECT COUNT(*) AS codes FROM recovery_code WHERE account_id = ?",
            row -> row.number("codes"),
            accountId)
        .orElse(0L);
  }

  void delete(String accountId) {
    transaction.update("DELETE FROM second_step WHERE account_id = ?", accountId);
    transaction.update("DELETE FROM recovery_code WHERE account_id = ?", accountId);
  }
}
