// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage.access;

import firefoxsync.database.Row;
import firefoxsync.database.Transaction;
import firefoxsync.people.Person;
import firefoxsync.remotestorage.AccessScope;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The SQL of grants and their tokens, within one transaction. */
final class AppGrantStore {
  private static final String COLUMNS =
      "grant_id, issuer, account_id, generation, client, label, scope, created_at, expires_at,"
          + " last_used_day";

  /** A grant that nothing opens any more, or not yet, is none that a person should see. */
  private static final String HAS_TOKEN =
      """
       EXISTS (
        SELECT 1 FROM app_token
        WHERE app_token.grant_id = app_grant.grant_id AND kind <> 'CODE' AND is_spent = 0
          AND (app_token.expires_at IS NULL OR app_token.expires_at > ?))
      """;

  /** An app that fetches them faster than they expire may not fill the disk. */
  private static final int ACCESS_TOKENS_MAX = 20;

  private static final int SPENT_TOKENS_MAX = 1000;

  private final Transaction transaction;

  AppGrantStore(Transaction transaction) {
    this.transaction = transaction;
  }

  void insert(AppGrant grant) {
    var terms = grant.terms();
    transaction.update(
        "INSERT INTO app_grant (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)",
        grant.id(),
        grant.person().issuer(),
        grant.person().accountId(),
        orNull(terms.generation()),
        terms.client(),
        terms.label(),
        terms.scope().wireForm(),
        grant.createdAt(),
        orNull(terms.expiresAt()));
  }

  void insert(AppToken token, StoredToken kept) {
    transaction.update(
        """
        INSERT INTO app_token (token_hash, grant_id, kind, scope, expires_at, is_spent)
        VALUES (?, ?, ?, ?, ?, 0)""",
        token.hash(),
        kept.grantId(),
        kept.kind().name(),
        kept.scope().wireForm(),
        orNull(kept.expiresAt()));
  }

  /** Binds a code, which is kept already, to who may redeem it. */
  void bind(AppToken code, PendingCode bound) {
    transaction.update(
        "UPDATE app_token SET redirect_uri = ?, challenge = ? WHERE token_hash = ?",
        bound.redirectUri(),
        bound.challenge(),
        code.hash());
  }

  Optional<PendingCode> pendingCode(AppToken code) {
    return transaction.first(
        """
        SELECT redirect_uri, challenge FROM app_token
        WHERE token_hash = ? AND kind = 'CODE'""",
        row -> new PendingCode(row.text("redirect_uri"), row.text("challenge")),
        code.hash());
  }

  /** Spends what works once, and remembers it until then; false when it was spent before. */
  boolean spend(AppToken token, long rememberedUntil) {
    return transaction.update(
            """
            UPDATE app_token SET is_spent = 1, expires_at = ?
            WHERE token_hash = ? AND is_spent = 0""",
            rememberedUntil,
            token.hash())
        > 0;
  }

  /** Forgets the oldest tokens of a grant whose app asks for more and more. */
  void limit(String grantId) {
    deleteBeyond(ACCESS_TOKENS_MAX, grantId, TokenKind.ACCESS, 0);
    deleteBeyond(SPENT_TOKENS_MAX, grantId, TokenKind.REFRESH, 1);
  }

  private void deleteBeyond(int kept, String grantId, TokenKind kind, int isSpent) {
    transaction
        .query(
            """
            SELECT token_hash FROM app_token
            WHERE grant_id = ? AND kind = ? AND is_spent = ?
            ORDER BY expires_at DESC, token_hash LIMIT 1000 OFFSET ?""",
            row -> row.text("token_hash"),
            grantId,
            kind.name(),
            isSpent,
            kept)
        .forEach(hash -> transaction.update("DELETE FROM app_token WHERE token_hash = ?", hash));
  }

  /** Returns a token with its grant: one statement, since every request for a document asks it. */
  Optional<LivingToken> living(AppToken token) {
    return transaction.first(
        """
        SELECT t.grant_id, t.kind, t.scope AS token_scope, t.expires_at AS token_expires_at, t.is_spent,
          g.issuer, g.account_id, g.generation, g.client, g.label, g.scope, g.created_at,
          g.expires_at, g.last_used_day
        FROM app_token t JOIN app_grant g ON g.grant_id = t.grant_id
        WHERE t.token_hash = ?""",
        AppGrantStore::living,
        token.hash());
  }

  private static LivingToken living(Row row) {
    var grant = grant(row);
    var scope = row.text("token_scope");
    var granted = grant.terms().scope();
    var token = new StoredToken(
        row.text("grant_id"),
        TokenKind.valueOf(row.text("kind")),
        scope.equals(granted.wireForm()) ? granted : AccessScope.parse(scope),
        row.optionalNumber("token_expires_at"),
        row.number("is_spent") == 1);
    return new LivingToken(token, grant);
  }

  Optional<AppGrant> grant(String grantId) {
    return transaction.first(
        "SELECT " + COLUMNS + " FROM app_grant WHERE grant_id = ?", AppGrantStore::grant, grantId);
  }

  /** Returns what holds of a person's, newest first. */
  List<AppGrant> ofPerson(Person person, long now, int limit) {
    return transaction.query(
        "SELECT " + COLUMNS + " FROM app_grant WHERE issuer = ? AND account_id = ? AND"
            + HAS_TOKEN
            + "ORDER BY created_at DESC, grant_id LIMIT ?",
        AppGrantStore::grant,
        person.issuer(),
        person.accountId(),
        now,
        limit);
  }

  /** Returns what holds of anybody's, newest first. */
  List<AppGrant> all(long now, int limit) {
    return transaction.query(
        "SELECT " + COLUMNS + " FROM app_grant WHERE" + HAS_TOKEN
            + "ORDER BY created_at DESC, grant_id LIMIT ?",
        AppGrantStore::grant,
        now,
        limit);
  }

  long count(Person person) {
    return transaction
        .first(
            "SELECT COUNT(*) AS grants FROM app_grant WHERE issuer = ? AND account_id = ?",
            row -> row.number("grants"),
            person.issuer(),
            person.accountId())
        .orElse(0L);
  }

  List<String> idsOf(Person person) {
    return transaction.query(
        "SELECT grant_id FROM app_grant WHERE issuer = ? AND account_id = ?",
        row -> row.text("grant_id"),
        person.issuer(),
        person.accountId());
  }

  /** Returns the ids of a person's grants to a client beyond so many, those used last kept. */
  List<String> beyond(int kept, Person person, String client) {
    return transaction.query(
        """
        SELECT grant_id FROM app_grant
        WHERE issuer = ? AND account_id = ? AND client = ?
        ORDER BY COALESCE(last_used_day, 0) DESC, created_at DESC, grant_id
        LIMIT 1000 OFFSET ?""",
        row -> row.text("grant_id"),
        person.issuer(),
        person.accountId(),
        client,
        kept);
  }

  void used(String grantId, long day) {
    transaction.update("UPDATE app_grant SET last_used_day = ? WHERE grant_id = ?", day, grantId);
  }

  void deleteAll() {
    transaction.update("DELETE FROM app_token");
    transaction.update("DELETE FROM app_grant");
  }

  /** Removes a grant with all its tokens; tells whether it was there. */
  boolean delete(String grantId) {
    transaction.update("DELETE FROM app_token WHERE grant_id = ?", grantId);
    return transaction.update("DELETE FROM app_grant WHERE grant_id = ?", grantId) > 0;
  }

  /** Removes some tokens that expired before the time, then the grants that they leave empty. */
  int deleteExpired(long before, int limit) {
    var expired = transaction.query(
        """
        SELECT token_hash, grant_id FROM app_token
        WHERE expires_at < ? ORDER BY expires_at LIMIT ?""",
        row -> List.of(row.text("token_hash"), row.text("grant_id")),
        before,
        limit);
    expired.forEach(
        token -> transaction.update("DELETE FROM app_token WHERE token_hash = ?", token.get(0)));
    expired.stream().map(token -> token.get(1)).distinct().forEach(this::deleteIfEmpty);
    return expired.size();
  }

  private void deleteIfEmpty(String grantId) {
    boolean hasToken = transaction
        .first(
            "SELECT token_hash FROM app_token WHERE grant_id = ? LIMIT 1",
            row -> row.text("token_hash"),
            grantId)
        .isPresent();
    if (!hasToken) {
      delete(grantId);
    }
  }

  private static AppGrant grant(Row row) {
    var terms = new GrantTerms(
        row.optionalText("client").orElse(null),
        row.text("label"),
        AccessScope.parse(row.text("scope")),
        row.optionalNumber("generation"),
        row.optionalNumber("expires_at"));
    return new AppGrant(
        row.text("grant_id"),
        new Person(row.text("issuer"), row.text("account_id")),
        terms,
        row.number("created_at"),
        row.optionalNumber("last_used_day"));
  }

  private static @Nullable Long orNull(OptionalLong number) {
    return number.isPresent() ? (Long) number.getAsLong() : null;
  }
}
