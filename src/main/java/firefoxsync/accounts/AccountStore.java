// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import firefoxsync.crypto.PasswordHash;
import firefoxsync.database.Row;
import firefoxsync.database.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The accounts, in one transaction. */
final class AccountStore {
  private static final String COLUMNS =
      "account_id, email, email_key, client_salt, generation, keys_changed_at, created_at";

  private final Transaction transaction;

  AccountStore(Transaction transaction) {
    this.transaction = transaction;
  }

  Optional<Account> find(String accountId) {
    return transaction.first(
        "SELECT " + COLUMNS + " FROM account WHERE account_id = ?",
        AccountStore::account,
        accountId);
  }

  Optional<Account> findByEmail(EmailAddress email) {
    return transaction.first(
        "SELECT " + COLUMNS + " FROM account WHERE email_key = ?",
        AccountStore::account,
        email.key());
  }

  /** Returns all accounts, oldest first. */
  List<Account> all() {
    var accounts = new ArrayList<Account>();
    transaction.each(
        "SELECT " + COLUMNS + " FROM account ORDER BY created_at, account_id",
        row -> accounts.add(account(row)));
    return accounts;
  }

  /** Returns what is kept of an account's password and keys. */
  Optional<LockedKeys> lockedKeys(String accountId) {
    return transaction.first(
        """
        SELECT scrypt_n, scrypt_r, scrypt_p, verify_salt, verify_hash, wrap_wrap_kb, k_a
        FROM account WHERE account_id = ?""",
        AccountStore::lockedKeys,
        accountId);
  }

  void insert(Account account, LockedKeys keys) {
    var verifier = keys.verifier();
    transaction.update(
        """
        INSERT INTO account (account_id, email, email_key, client_salt,
          scrypt_n, scrypt_r, scrypt_p, verify_salt, verify_hash, wrap_wrap_kb, k_a,
          generation, keys_changed_at, created_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        account.id(),
        account.email().typed(),
        account.email().key(),
        account.clientSalt(),
        verifier.cost().n(),
        verifier.cost().r(),
        verifier.cost().p(),
        verifier.salt(),
        verifier.hash(),
        verifier.wrapWrapKb(),
        keys.kA(),
        account.generation(),
        account.keysChangedAt(),
        account.createdAt());
  }

  void delete(String accountId) {
    transaction.update("DELETE FROM account WHERE account_id = ?", accountId);
  }

  private static Account account(Row row) {
    return new Account(
        row.text("account_id"),
        new EmailAddress(row.text("email"), row.text("email_key")),
        row.text("client_salt"),
        row.number("generation"),
        row.number("keys_changed_at"),
        row.number("created_at"));
  }

  private static LockedKeys lockedKeys(Row row) {
    var cost = new PasswordHash.Cost(
        (int) row.number("scrypt_n"), (int) row.number("scrypt_r"), (int) row.number("scrypt_p"));
    var verifier = new Verifier(
        cost, row.bytes("verify_salt"), row.bytes("verify_hash"), row.bytes("wrap_wrap_kb"));
    return new LockedKeys(verifier, row.bytes("k_a"));
  }
}
