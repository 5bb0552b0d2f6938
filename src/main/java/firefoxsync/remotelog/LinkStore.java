// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import static java.nio.charset.StandardCharsets.UTF_8;

import firefoxsync.crypto.Seal;
import firefoxsync.database.Row;
import firefoxsync.database.Transaction;
import firefoxsync.people.Person;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The links of people, in one transaction; what opens their storage is sealed. */
final class LinkStore {
  private static final String SELECT =
      """
      SELECT issuer, account_id, root, module, origin, sealed_token, sealed_key, mode, state,
        is_atomic, document_bytes_max, linked_at, checked_at, sealed_refresh, token_endpoint,
        expires_at
      FROM remote_link
      """;

  private final Transaction tx;
  private final Seal seal;

  LinkStore(Transaction tx, Seal seal) {
    this.tx = tx;
    this.seal = seal;
  }

  Optional<ProviderLink> find(Person person) {
    return tx.first(
        SELECT + "WHERE issuer = ? AND account_id = ?",
        this::link,
        person.issuer(),
        person.accountId());
  }

  List<ProviderLink> all() {
    return tx.query(SELECT + "ORDER BY issuer, account_id", this::link);
  }

  /** So many links of one root in one state. */
  record Count(URI root, ProviderLink.State state, long links) {}

  List<Count> counts() {
    return tx.query(
        "SELECT root, state, COUNT(*) AS links FROM remote_link GROUP BY root, state",
        row -> new Count(
            URI.create(row.text("root")),
            ProviderLink.State.valueOf(row.text("state")),
            row.number("links")));
  }

  private ProviderLink link(Row row) {
    var person = new Person(row.text("issuer"), row.text("account_id"));
    return new ProviderLink(
        person,
        new ProviderLink.Address(
            URI.create(row.text("root")), row.text("module"), row.text("origin")),
        new ProviderLink.Secret(
            // A secret that is gone opens nothing: the provider refuses, and she links it again.
            open(row.bytes("sealed_token"), person).orElse(""),
            row.optionalBytes("sealed_key").flatMap(key -> open(key, person)).orElse(null),
            renewal(row, person)),
        ProviderLink.Mode.valueOf(row.text("mode")),
        ProviderLink.State.valueOf(row.text("state")),
        new ProviderLink.Traits(
            row.number("is_atomic") != 0, (int) row.number("document_bytes_max")),
        row.number("linked_at"),
        row.optionalNumber("checked_at"));
  }

  private ProviderLink.@Nullable Renewal renewal(Row row, Person person) {
    var refresh = row.optionalBytes("sealed_refresh").flatMap(bytes -> open(bytes, person));
    var endpoint = row.optionalText("token_endpoint").map(URI::create);
    var expiresAt = row.optionalNumber("expires_at");
    return refresh.isPresent() && endpoint.isPresent() && expiresAt.isPresent()
        ? new ProviderLink.Renewal(endpoint.get(), refresh.get(), expiresAt.getAsLong())
        : null;
  }

  /** Lets one ask for another token; false when somebody began to after that time. */
  boolean claimRenewal(ProviderLink link, long now, long after) {
    return tx.update(
            """
            UPDATE remote_link SET renewing_at = ?
            WHERE issuer = ? AND account_id = ? AND linked_at = ? AND renewing_at <= ?""",
            now,
            link.person().issuer(),
            link.person().accountId(),
            link.linkedAt(),
            after)
        > 0;
  }

  /** Keeps another token, unless the link was changed meanwhile. */
  void renew(ProviderLink link, ProviderLink.Secret secret) {
    var renewal = secret.renewal();
    tx.update(
        """
        UPDATE remote_link
        SET sealed_token = ?, sealed_refresh = ?, expires_at = ?, renewing_at = 0
        WHERE issuer = ? AND account_id = ? AND linked_at = ?""",
        seal(secret.token(), link.person()),
        renewal == null ? null : seal(renewal.refreshToken(), link.person()),
        renewal == null ? null : (Long) renewal.expiresAt(),
        link.person().issuer(),
        link.person().accountId(),
        link.linkedAt());
  }

  void save(ProviderLink link) {
    var person = link.person();
    var renewal = link.secret().renewal();
    tx.update(
        """
        INSERT INTO remote_link (issuer, account_id, root, module, origin, sealed_token, sealed_key,
          mode, state, is_atomic, document_bytes_max, linked_at, checked_at, sealed_refresh,
          token_endpoint, expires_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (issuer, account_id) DO UPDATE SET
          root = excluded.root,
          module = excluded.module,
          origin = excluded.origin,
          sealed_token = excluded.sealed_token,
          sealed_key = excluded.sealed_key,
          mode = excluded.mode,
          state = excluded.state,
          is_atomic = excluded.is_atomic,
          document_bytes_max = excluded.document_bytes_max,
          linked_at = excluded.linked_at,
          checked_at = excluded.checked_at,
          sealed_refresh = excluded.sealed_refresh,
          token_endpoint = excluded.token_endpoint,
          expires_at = excluded.expires_at,
          renewing_at = 0""",
        person.issuer(),
        person.accountId(),
        link.address().root().toString(),
        link.address().module(),
        link.address().origin(),
        seal(link.secret().token(), person),
        link.secret().keyHex() == null ? null : seal(link.secret().keyHex(), person),
        link.mode().name(),
        link.state().name(),
        link.traits().isAtomic() ? 1L : 0L,
        (long) link.traits().documentBytesMax(),
        link.linkedAt(),
        nullable(link),
        renewal == null ? null : seal(renewal.refreshToken(), person),
        renewal == null ? null : renewal.endpoint().toString(),
        renewal == null ? null : (Long) renewal.expiresAt());
  }

  private static @Nullable Long nullable(ProviderLink link) {
    return link.checkedAt().isPresent() ? (Long) link.checkedAt().getAsLong() : null;
  }

  /**
   * Notes how the provider does, unless the link was changed meanwhile. Whoever began before it was
   * known that documents have to be shorter does not make them longer again.
   */
  void note(ProviderLink link) {
    long bytesMax = link.traits().documentBytesMax();
    tx.update(
        """
        UPDATE remote_link SET state = ?, checked_at = ?,
          document_bytes_max = CASE WHEN document_bytes_max < ? THEN document_bytes_max ELSE ? END
        WHERE issuer = ? AND account_id = ? AND linked_at = ?""",
        link.state().name(),
        nullable(link),
        bytesMax,
        bytesMax,
        link.person().issuer(),
        link.person().accountId(),
        link.linkedAt());
  }

  void delete(Person person) {
    tx.update(
        "DELETE FROM remote_link WHERE issuer = ? AND account_id = ?",
        person.issuer(),
        person.accountId());
  }

  private byte[] seal(String secret, Person person) {
    return seal.seal(secret.getBytes(UTF_8), context(person));
  }

  private Optional<String> open(byte[] sealed, Person person) {
    return seal.open(sealed, context(person)).map(bytes -> new String(bytes, UTF_8));
  }

  private static String context(Person person) {
    return person.issuer() + " " + person.accountId();
  }
}
