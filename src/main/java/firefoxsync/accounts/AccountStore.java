// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import firefoxsync.crypto.PasswordHash;
import firefoxsync.database.Row;
import firefoxsync.database.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The accounts, in one transaction. */
final class AccountStore {
  private static final String COLUMNS =
      "account_id, email, email_key, client_salt, generation, keys_changed_at, created_at,"
          + " is_owner, disabled_at, unproven_since, display_name";

  private static final List<String> OF_ACCOUNT = List.of(
      "recovery_key",
      "v1_verifier",
      "second_step",
      "recovery_code",
      "avatar",
      "familiar_network",
      "account");

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

  /** Returns the generation of an account that nobody has shut. */
  OptionalLong generation(String accountId) {
    return transaction
        .first(
            "SELECT generation FROM account WHERE account_id = ? AND disabled_at IS NULL",
            row -> OptionalLong.of(row.number("generation")),
            accountId)
        .orElseGet(OptionalLong::empty);
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

  /** Tells whether somebody owns this server. */
  boolean hasOwner() {
    return transaction
        .first("SELECT account_id FROM account WHERE is_owner = 1 LIMIT 1", row -> true)
        .orElse(false);
  }

  /** Returns an account and keeps others from changing it until the transaction ends. */
  Optional<Account> lock(String accountId) {
    return transaction.first(
        "SELECT " + COLUMNS + " FROM account WHERE account_id = ?"
            + transaction.dialect().forUpdate(),
        AccountStore::account,
        accountId);
  }

  /** Returns what is kept of an account's password and keys. */
  Optional<LockedKeys> lockedKeys(String accountId) {
    var ofVersion1 = transaction.first(
        """
        SELECT scrypt_n, scrypt_r, scrypt_p, verify_salt, verify_hash, wrap_wrap_kb
        FROM v1_verifier WHERE account_id = ?""",
        AccountStore::verifier,
        accountId);
    return transaction.first(
        """
        SELECT scrypt_n, scrypt_r, scrypt_p, verify_salt, verify_hash, wrap_wrap_kb, k_a
        FROM account WHERE account_id = ?""",
        row -> new LockedKeys(verifier(row), ofVersion1.orElse(null), row.bytes("k_a")),
        accountId);
  }

  /** Adds an account; false when somebody was faster with its address. */
  boolean insert(Account account, LockedKeys keys) {
    var verifier = keys.verifier();
    int rows = transaction.update(
        """
        INSERT INTO account (account_id, email, email_key, client_salt,
          scrypt_n, scrypt_r, scrypt_p, verify_salt, verify_hash, wrap_wrap_kb, k_a,
          generation, keys_changed_at, created_at, is_owner, unproven_since)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (email_key) DO NOTHING""",
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
        account.createdAt(),
        account.isOwner() ? 1L : 0L,
        account.isUnproven() ? (Long) account.createdAt() : null);
    if (rows > 0) {
      keepVersion1(account.id(), keys);
    }
    return rows > 0;
  }

  /** Keeps another password, with what it locks. */
  void updatePassword(Account account, LockedKeys keys) {
    var verifier = keys.verifier();
    transaction.update(
        """
        UPDATE account SET client_salt = ?, scrypt_n = ?, scrypt_r = ?, scrypt_p = ?,
          verify_salt = ?, verify_hash = ?, wrap_wrap_kb = ?, k_a = ?,
          generation = ?, keys_changed_at = ?
        WHERE account_id = ?""",
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
        account.id());
    keepVersion1(account.id(), keys);
  }

  private void keepVersion1(String accountId, LockedKeys keys) {
    transaction.update("DELETE FROM v1_verifier WHERE account_id = ?", accountId);
    keys.ofVersion1()
        .ifPresent(verifier -> transaction.update(
            """
            INSERT INTO v1_verifier (account_id, scrypt_n, scrypt_r, scrypt_p,
              verify_salt, verify_hash, wrap_wrap_kb)
            VALUES (?, ?, ?, ?, ?, ?, ?)""",
            accountId,
            verifier.cost().n(),
            verifier.cost().r(),
            verifier.cost().p(),
            verifier.salt(),
            verifier.hash(),
            verifier.wrapWrapKb()));
  }

  /** Shuts an account, or opens it again when there is no time. */
  void disable(String accountId, @Nullable Long at) {
    transaction.update("UPDATE account SET disabled_at = ? WHERE account_id = ?", at, accountId);
  }

  /** Makes an account's person an owner of this server. */
  void makeOwner(String accountId) {
    transaction.update("UPDATE account SET is_owner = 1 WHERE account_id = ?", accountId);
  }

  /** Remembers that an account's address is its person's. */
  void prove(String accountId) {
    transaction.update("UPDATE account SET unproven_since = NULL WHERE account_id = ?", accountId);
  }

  /** Returns some that have waited for their code since before the time, oldest first. */
  List<String> unprovenBefore(long before, int limit) {
    return transaction.query(
        """
        SELECT account_id FROM account WHERE unproven_since < ? AND disabled_at IS NULL
        ORDER BY unproven_since LIMIT ?""",
        row -> row.text("account_id"),
        before,
        limit);
  }

  void updateDisplayName(String accountId, @Nullable String name) {
    transaction.update("UPDATE account SET display_name = ? WHERE account_id = ?", name, accountId);
  }

  void updateEmail(String accountId, EmailAddress email) {
    transaction.update(
        "UPDATE account SET email = ?, email_key = ? WHERE account_id = ?",
        email.typed(),
        email.key(),
        accountId);
    // Its salt was the address.
    transaction.update("DELETE FROM v1_verifier WHERE account_id = ?", accountId);
  }

  /** Removes an account with everything of this folder that is not a session or device. */
  void delete(String accountId) {
    for (var table : OF_ACCOUNT) {
      transaction.update("DELETE FROM " + table + " WHERE account_id = ?", accountId);
    }
  }

  private static Account account(Row row) {
    return new Account(
        row.text("account_id"),
        new EmailAddress(row.text("email"), row.text("email_key")),
        row.text("client_salt"),
        new Account.Times(
            row.number("created_at"),
            row.number("generation"),
            row.number("keys_changed_at"),
            row.optionalNumber("disabled_at"),
            row.optionalNumber("unproven_since")),
        row.number("is_owner") == 1,
        row.optionalText("display_name").orElse(null));
  }

  private static Verifier verifier(Row row) {
    var cost = new PasswordHash.Cost(
        (int) row.number("scrypt_n"), (int) row.number("scrypt_r"), (int) row.number("scrypt_p"));
    return new Verifier(
        cost, row.bytes("verify_salt"), row.bytes("verify_hash"), row.bytes("wrap_wrap_kb"));
  }
}
