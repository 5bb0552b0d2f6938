// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts.letters;

import firefoxsync.database.Transaction;
import java.util.Optional;

/** Codes that were mailed, in one transaction. Addresses are kept as keyed hashes. */
final class MailedCodeStore {
  private final Transaction transaction;

  MailedCodeStore(Transaction transaction) {
    this.transaction = transaction;
  }

  /** Keeps a code in place of the one before. */
  void put(String addressHash, MailedCode code) {
    transaction.update(
        """
        INSERT INTO mailed_code (address_hash, code_hash, expires_at, tries_left)
        VALUES (?, ?, ?, ?)
        ON CONFLICT (address_hash) DO UPDATE SET code_hash = excluded.code_hash,
          expires_at = excluded.expires_at, tries_left = excluded.tries_left""",
        addressHash,
        code.codeHash(),
        code.expiresAt(),
        code.triesLeft());
  }

  /** Counts a try and returns the code as it was before; empty when there is none, or no try left. */
  Optional<MailedCode> take(String addressHash, long now) {
    int rows = transaction.update(
        """
        UPDATE mailed_code SET tries_left = tries_left - 1
        WHERE address_hash = ? AND tries_left > 0 AND expires_at > ?""",
        addressHash,
        now);
    return rows == 0
        ? Optional.empty()
        : transaction.first(
            "SELECT code_hash, expires_at, tries_left FROM mailed_code WHERE address_hash = ?",
            row -> new MailedCode(
                row.text("code_hash"), row.number("expires_at"), row.number("tries_left")),
            addressHash);
  }

  void delete(String addressHash) {
    transaction.update("DELETE FROM mailed_code WHERE address_hash = ?", addressHash);
  }

  void deleteAll() {
    transaction.update("DELETE FROM mailed_code");
  }

  /** Removes some that expired before the time, and returns how many. */
  int deleteExpired(long before, int limit) {
    return transaction.update(
        """
        DELETE FROM mailed_code WHERE address_hash IN (
          SELECT address_hash FROM mailed_code WHERE expires_at < ? ORDER BY expires_at LIMIT ?)""",
        before,
        limit);
  }
}
