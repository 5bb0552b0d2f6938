// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage.access;

import firefoxsync.crypto.Secrets;
import firefoxsync.database.Database;
import firefoxsync.database.DatabaseException;
import firefoxsync.database.Transaction;
import firefoxsync.people.Belongings;
import firefoxsync.people.Passes;
import firefoxsync.people.Person;
import firefoxsync.remotestorage.AccessScope;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What people let apps and scripts do with their documents. Nothing is cached: what is revoked here
 * fails at the next request.
 */
public final class AppGrants implements Belongings, Passes {
  /** How many a person may have at once. */
  public static final int PER_PERSON_MAX = 500;

  /** More than these of one app push those out that were not used for longest. */
  private static final int PER_CLIENT_MAX = 20;

  private static final Logger LOG = LoggerFactory.getLogger(AppGrants.class);
  private static final int ID_BYTES = 8;
  private static final Pattern ID = Pattern.compile("[0-9a-f]{16}");
  private static final int LIST_MAX = 10_000;
  private static final int PURGE_STEP = 200;
  private static final Duration PURGE_GRACE = Duration.ofHours(1);

  private final Database database;
  private final Secrets secrets;
  private final Clock clock;

  /** Takes where they are kept. */
  public AppGrants(Database database, Secrets secrets, Clock clock) {
    this.database = database;
    this.secrets = secrets;
    this.clock = clock;
  }

  /**
   * Makes a grant with an access token that lives as long, which is shown this once.
   *
   * @throws TooManyGrantsException when the person has too many already
   */
  public AppToken grant(Person person, GrantTerms terms) {
    var token = AppToken.fresh(secrets, TokenKind.ACCESS);
    var grant = fresh(person, terms);
    database.write(transaction -> {
      var store = new AppGrantStore(transaction);
      insert(store, grant);
      store.insert(token, accessToken(grant, terms.scope(), terms.expiresAt()));
      return true;
    });
    return token;
  }

  @Override
  public void revokeAll() {
    database.write(transaction -> {
      new AppGrantStore(transaction).deleteAll();
      return true;
    });
  }

  /** Returns a grant that is not kept yet. */
  AppGrant fresh(Person person, GrantTerms terms) {
    return new AppGrant(secrets.hex(ID_BYTES), person, terms, clock.millis(), OptionalLong.empty());
  }

  static StoredToken accessToken(AppGrant grant, AccessScope scope, OptionalLong expiresAt) {
    return new StoredToken(grant.id(), TokenKind.ACCESS, scope, expiresAt, false);
  }

  /** Keeps a grant, within the limits. */
  void insert(AppGrantStore store, AppGrant grant) {
    var client = grant.terms().client();
    if (client != null) {
      store.beyond(PER_CLIENT_MAX - 1, grant.person(), client).forEach(store::delete);
    }
    if (store.count(grant.person()) >= PER_PERSON_MAX) {
      throw new TooManyGrantsException();
    }
    store.insert(grant);
  }

  /** Returns what holds of a person's, newest first. */
  public List<AppGrant> ofPerson(Person person) {
    return database.read(transaction ->
        new AppGrantStore(transaction).ofPerson(person, clock.millis(), PER_PERSON_MAX));
  }

  /** Returns what holds of anybody's, newest first. */
  public List<AppGrant> all() {
    return database.read(
        transaction -> new AppGrantStore(transaction).all(clock.millis(), LIST_MAX));
  }

  /** Ends a grant with all its tokens, whosever it is; tells whether there was one. */
  public boolean revoke(String grantId) {
    return ID.matcher(grantId).matches()
        && database.write(transaction -> new AppGrantStore(transaction).delete(grantId));
  }

  /** Ends a grant of the person's; tells whether there was one. */
  public boolean revoke(Person person, String grantId) {
    return database.write(transaction -> {
      var store = new AppGrantStore(transaction);
      return store
          .grant(grantId)
          .filter(grant -> grant.person().equals(person))
          .map(grant -> store.delete(grantId))
          .orElse(false);
    });
  }

  /** Returns what a token stands for, unless it is unknown, revoked or expired. */
  Optional<LivingToken> find(AppToken token) {
    return database.read(snapshot -> find(snapshot, token));
  }

  /** Returns what a token stands for as of the snapshot. */
  Optional<LivingToken> find(Transaction snapshot, AppToken token) {
    return new AppGrantStore(snapshot)
        .living(token)
        .filter(found ->
            found.token().kind() == token.kind() && !found.token().isExpired(clock.millis()));
  }

  /** Remembers on which day a grant was used; a write for each request would be a waste. */
  void touch(AppGrant grant) {
    long today = clock.millis() / Duration.ofDays(1).toMillis();
    if (grant.lastUsedDay().isPresent() && grant.lastUsedDay().getAsLong() >= today) {
      return;
    }
    try {
      database.write(transaction -> {
        new AppGrantStore(transaction).used(grant.id(), today);
        return true;
      });
    } catch (DatabaseException e) {
      // The disk is full or busy: reading documents goes on, and the next request tries again.
      LOG.debug("the use of a grant was not kept: {}", e.getMessage());
    }
  }

  @Override
  public long usedBytes(Person person) {
    return 0;
  }

  @Override
  public void erase(Person person) {
    database.write(transaction -> {
      var store = new AppGrantStore(transaction);
      store.idsOf(person).forEach(store::delete);
      return true;
    });
  }

  /** Removes a few tokens that have expired, and grants without any; true when there may be more. */
  public boolean purge() {
    long before = clock.millis() - PURGE_GRACE.toMillis();
    return database.write(
            transaction -> new AppGrantStore(transaction).deleteExpired(before, PURGE_STEP))
        == PURGE_STEP;
  }
}
