// SPDX-License-Identifier: MPL-2.0
package firefoxsync.oauth;

import firefoxsync.accounts.devices.DeviceStore;
import firefoxsync.database.Row;
import firefoxsync.database.Transaction;
import java.util.List;
import java.util.Optional;

/** Codes and tokens, in one transaction. */
final class GrantStore {
  private static final String COLUMNS =
      "kind, account_id, generation, client_id, scope, auth_at, created_at, expires_at, origin";

  private final Transaction transaction;

  GrantStore(Transaction transaction) {
    this.transaction = transaction;
  }

  Optional<Grant> find(Grant.Kind kind, String hash) {
    return transaction.first(
        "SELECT " + COLUMNS + " FROM oauth_grant WHERE grant_hash = ? AND kind = ?",
        GrantStore::grant,
        hash,
        kind.name());
  }

  Optional<AuthorizationCode> findCode(String hash) {
    return transaction.first(
        "SELECT challenge, is_offline, keys_jwe, " + COLUMNS
            + " FROM oauth_grant WHERE grant_hash = ? AND kind = ?",
        GrantStore::code,
        hash,
        Grant.Kind.CODE.name());
  }

  void insert(String hash, Grant grant) {
    deleteBeyond(grant.kind().perAccountMax() - 1, grant);
    var authority = grant.authority();
    transaction.update(
        """
        INSERT INTO oauth_grant (grant_hash, kind, account_id, generation, client_id, scope,
          auth_at, created_at, expires_at, origin)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        hash,
        grant.kind().name(),
        authority.accountId(),
        authority.generation(),
        authority.client().id(),
        authority.scopes().text(),
        authority.authAtSeconds(),
        grant.createdAt(),
        grant.expiresAt(),
        grant.origin());
  }

  void insertCode(String hash, AuthorizationCode code) {
    insert(hash, code.grant());
    transaction.update(
        """
        UPDATE oauth_grant SET challenge = ?, is_offline = ?, keys_jwe = ?
        WHERE grant_hash = ?""",
        code.challenge().text(),
        code.isOffline() ? 1L : 0L,
        code.keysJwe(),
        hash);
  }

  private void deleteBeyond(int max, Grant grant) {
    transaction
        .query(
            """
            SELECT grant_hash FROM oauth_grant
            WHERE account_id = ? AND kind = ?
            ORDER BY expires_at DESC, grant_hash
            LIMIT 1000 OFFSET ?""",
            row -> row.text("grant_hash"),
            grant.authority().accountId(),
            grant.kind().name(),
            max)
        .forEach(this::delete);
  }

  /** Returns the hashes of an account's refresh tokens, oldest first. */
  List<String> refreshTokens(String accountId) {
    return transaction.query(
        """
        SELECT grant_hash FROM oauth_grant
        WHERE account_id = ? AND kind = ?
        ORDER BY created_at, grant_hash""",
        row -> row.text("grant_hash"),
        accountId,
        Grant.Kind.REFRESH.name());
  }

  /** Lets a grant live longer. */
  void extend(String hash, long expiresAt) {
    transaction.update(
        "UPDATE oauth_grant SET expires_at = ? WHERE grant_hash = ?", expiresAt, hash);
  }

  /** Removes a grant, and the device that speaks with it; tells whether it was there. */
  boolean delete(String hash) {
    new DeviceStore(transaction).deleteOfOwner(hash);
    return transaction.update("DELETE FROM oauth_grant WHERE grant_hash = ?", hash) > 0;
  }

  void deleteAll() {
    transaction.update("DELETE FROM oauth_grant");
  }

  void deleteOfAccount(String accountId) {
    transaction.update("DELETE FROM oauth_grant WHERE account_id = ?", accountId);
  }

  /** Removes some grants that expired before the time, and returns how many. */
  int deleteExpired(long before, int limit) {
    var expired = transaction.query(
        "SELECT grant_hash FROM oauth_grant WHERE expires_at < ? ORDER BY expires_at LIMIT ?",
        row -> row.text("grant_hash"),
        before,
        limit);
    expired.forEach(this::delete);
    return expired.size();
  }

  private static AuthorizationCode code(Row row) {
    return new AuthorizationCode(
        grant(row),
        new CodeChallenge(row.text("challenge")),
        row.number("is_offline") == 1,
        row.optionalText("keys_jwe").orElse(null));
  }

  private static Grant grant(Row row) {
    return new Grant(
        Grant.Kind.valueOf(row.text("kind")),
        authority(row),
        row.number("created_at"),
        row.number("expires_at"),
        row.optionalText("origin").orElse(null));
  }

  private static Authority authority(Row row) {
    return new Authority(
        row.text("account_id"),
        row.number("generation"),
        OAuthClient.of(row.text("client_id")),
        Scopes.parse(row.text("scope")),
        row.number("auth_at"));
  }
}
