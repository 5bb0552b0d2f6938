// SPDX-License-Identifier: MPL-2.0
package firefoxsync.token;

import firefoxsync.database.Transaction;
import firefoxsync.people.Person;
import java.util.List;
import java.util.Optional;

/** The quotas that were set for single people. */
final class SyncQuotaStore {
  private final Transaction transaction;

  SyncQuotaStore(Transaction transaction) {
    this.transaction = transaction;
  }

  Optional<Long> find(Person person) {
    return transaction.first(
        "SELECT quota_bytes FROM sync_quotas WHERE issuer = ? AND account_id = ?",
        row -> row.number("quota_bytes"),
        person.issuer(),
        person.accountId());
  }

  void save(Person person, long bytes) {
    transaction.update(
        """
        INSERT INTO sync_quotas (issuer, account_id, quota_bytes)
        VALUES (?, ?, ?)
        ON CONFLICT (issuer, account_id) DO UPDATE SET quota_bytes = excluded.quota_bytes""",
        person.issuer(),
        person.accountId(),
        bytes);
  }

  void delete(Person person) {
    transaction.update(
        "DELETE FROM sync_quotas WHERE issuer = ? AND account_id = ?",
        person.issuer(),
        person.accountId());
  }

  /** Returns whoever has synced under the account id, of every issuer. */
  List<Person> people(String accountId) {
    return transaction.query(
        "SELECT DISTINCT issuer, account_id FROM sync_users WHERE account_id = ?",
        row -> new Person(row.text("issuer"), row.text("account_id")),
        accountId);
  }
}
