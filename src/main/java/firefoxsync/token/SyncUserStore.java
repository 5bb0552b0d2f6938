// SPDX-License-Identifier: MPL-2.0
package firefoxsync.token;

import firefoxsync.database.Row;
import firefoxsync.database.Transaction;
import firefoxsync.people.Person;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The SQL of token users, within one transaction. */
final class SyncUserStore {
  /** More rows are not needed to judge a request: keys and generation have to grow anyway. */
  private static final int HISTORY_ROWS_MAX = 20;

  private final Transaction transaction;

  SyncUserStore(Transaction transaction) {
    this.transaction = transaction;
  }

  /** Returns the person's rows; empty when she was never here. */
  Optional<SyncUserHistory> history(Person person) {
    return history(person, "");
  }

  /** Returns the person's rows, locked until the transaction ends. */
  Optional<SyncUserHistory> historyForUpdate(Person person) {
    return history(person, transaction.dialect().forUpdate());
  }

  private Optional<SyncUserHistory> history(Person person, String lock) {
    var users = transaction.query(
        """
        SELECT uid, generation, keys_changed_at, client_state, created_at, replaced_at
        FROM sync_users
        WHERE issuer = ? AND account_id = ?
        ORDER BY generation DESC, created_at DESC, uid DESC
        LIMIT ?"""
            + lock,
        SyncUserStore::user,
        person.issuer(),
        person.accountId(),
        HISTORY_ROWS_MAX);
    return users.stream()
        .findFirst()
        .map(current -> new SyncUserHistory(current, users.subList(1, users.size())));
  }

  private static SyncUser user(Row row) {
    return new SyncUser(
        row.number("uid"),
        row.number("generation"),
        row.optionalNumber("keys_changed_at"),
        row.text("client_state"),
        row.number("created_at"),
        row.optionalNumber("replaced_at"));
  }

  /** Takes a uid for good; false when somebody has or had it. */
  boolean reserve(long uid) {
    return transaction.update(
            """
            INSERT INTO sync_uids (uid) VALUES (?)
            ON CONFLICT (uid) DO NOTHING""",
            uid)
        == 1;
  }

  boolean isReserved(long uid) {
    return transaction
        .first("SELECT uid FROM sync_uids WHERE uid = ?", row -> true, uid)
        .isPresent();
  }

  void insert(Person person, SyncUser user) {
    transaction.update(
        """
        INSERT INTO sync_users (issuer, account_id, uid, generation, keys_changed_at, client_state,
          created_at)
        VALUES (?, ?, ?, ?, ?, ?, ?)""",
        person.issuer(),
        person.accountId(),
        user.uid(),
        user.generation(),
        nullable(user.keysChangedAt()),
        user.clientState(),
        user.createdAt());
  }

  /** Keeps the two times of a row, unless that would set one back. */
  void update(Person person, SyncUser user) {
    transaction.update(
        """
        UPDATE sync_users SET generation = ?, keys_changed_at = ?
        WHERE issuer = ? AND account_id = ? AND uid = ? AND generation <= ?
          AND COALESCE(keys_changed_at, 0) <= ?""",
        user.generation(),
        nullable(user.keysChangedAt()),
        person.issuer(),
        person.accountId(),
        user.uid(),
        user.generation(),
        user.keysChangedAt().orElse(0));
  }

  /** Marks every row but the current one as replaced, and its store as to be erased later. */
  void replaceOthers(Person person, long currentUid, long replacedAt) {
    transaction.update(
        """
        UPDATE sync_users SET replaced_at = ?, purge_from = ?
        WHERE issuer = ? AND account_id = ? AND uid <> ? AND replaced_at IS NULL""",
        replacedAt,
        replacedAt,
        person.issuer(),
        person.accountId(),
        currentUid);
  }

  /** Shuts every row of the person for good, and marks every store as to be erased. */
  void retire(Person person, long now) {
    transaction.update(
        """
        UPDATE sync_users
        SET generation = ?, replaced_at = COALESCE(replaced_at, ?), purge_from = ?
        WHERE issuer = ? AND account_id = ?""",
        SyncUser.RETIRED,
        now,
        now,
        person.issuer(),
        person.accountId());
  }

  /** Keeps a row that shuts the person out, unless she has one under the uid. */
  void bury(Person person, long uid, long now) {
    transaction.update(
        """
        INSERT INTO sync_users (issuer, account_id, uid, generation, client_state, created_at,
          replaced_at)
        VALUES (?, ?, ?, ?, '', ?, ?)
        ON CONFLICT (issuer, account_id, uid) DO NOTHING""",
        person.issuer(),
        person.accountId(),
        uid,
        SyncUser.RETIRED,
        now,
        now);
  }

  /** Ends every row of the person, who may come back to empty stores, and marks each store. */
  void vacate(Person person, long now) {
    transaction.update(
        """
        UPDATE sync_users SET replaced_at = COALESCE(replaced_at, ?), purge_from = ?
        WHERE issuer = ? AND account_id = ?""",
        now,
        now,
        person.issuer(),
        person.accountId());
  }

  /** Raises the generation of the person's current row, unless it is as high already. */
  void raiseGeneration(Person person, long generation) {
    transaction.update(
        """
        UPDATE sync_users SET generation = ?
        WHERE issuer = ? AND account_id = ? AND generation < ? AND replaced_at IS NULL""",
        generation,
        person.issuer(),
        person.accountId(),
        generation);
  }

  /** Returns the accounts of an issuer that have a store. */
  List<String> accountIds(String issuer) {
    return transaction.query(
        """
        SELECT DISTINCT account_id FROM sync_users
        WHERE issuer = ? AND replaced_at IS NULL ORDER BY account_id""",
        row -> row.text("account_id"),
        issuer);
  }

  /** Returns a person's uid that no later key set has replaced. */
  OptionalLong currentUid(Person person) {
    return transaction
        .first(
            """
            SELECT uid FROM sync_users
            WHERE issuer = ? AND account_id = ? AND replaced_at IS NULL
            ORDER BY generation DESC, created_at DESC, uid DESC""",
            row -> OptionalLong.of(row.number("uid")),
            person.issuer(),
            person.accountId())
        .orElseGet(OptionalLong::empty);
  }

  /** Returns who uses a uid, unless a later key set has replaced it. */
  Optional<SyncHolder> holder(long uid) {
    return transaction.first(
        """
        SELECT issuer, account_id, generation FROM sync_users
        WHERE uid = ? AND replaced_at IS NULL""",
        row -> new SyncHolder(
            new Person(row.text("issuer"), row.text("account_id")), row.number("generation")),
        uid);
  }

  /** Returns every uid that the person has or had. */
  List<Long> uids(Person person) {
    return transaction.query(
        "SELECT uid FROM sync_users WHERE issuer = ? AND account_id = ? ORDER BY uid",
        row -> row.number("uid"),
        person.issuer(),
        person.accountId());
  }

  /** Returns some uids that were replaced before the time and whose stores may still be there. */
  List<Long> purgeable(long before, int limit) {
    return transaction.query(
        "SELECT uid FROM sync_users WHERE purge_from < ? ORDER BY purge_from LIMIT ?",
        row -> row.number("uid"),
        before,
        limit);
  }

  /** Notes that the store of a replaced uid is gone. */
  void purged(long uid) {
    transaction.update("UPDATE sync_users SET purge_from = NULL WHERE uid = ?", uid);
  }

  private static @Nullable Long nullable(OptionalLong value) {
    return value.isPresent() ? value.getAsLong() : null;
  }
}
