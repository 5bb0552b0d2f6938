// SPDX-License-Identifier: MPL-2.0
package firefoxsync.mozilla;

import firefoxsync.database.Database;
import firefoxsync.database.Transaction;
import firefoxsync.people.Passes;
import firefoxsync.people.Person;
import firefoxsync.token.Admission;
import firefoxsync.token.TokenError;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which Mozilla accounts may come: those of the configuration and those that a command put on the
 * list. An empty list admits nobody. Looked up anew for each request.
 */
public final class AllowList implements Admission, Passes {
  private static final Logger LOG = LoggerFactory.getLogger(AllowList.class);
  private static final Duration WINDOW = Duration.ofMinutes(10);

  private final Database database;
  private final Clock clock;
  private final String issuer;
  private final List<String> configured;

  /** Takes whom the configuration names. */
  public AllowList(Database database, Clock clock, String issuer, List<String> configured) {
    this.database = database;
    this.clock = clock;
    this.issuer = issuer;
    this.configured = List.copyOf(configured);
  }

  @Override
  public void check(Person person) {
    if (!person.issuer().equals(issuer) || isAllowed(person.accountId())) {
      return;
    }
    if (!takeWindow(person.accountId())) {
      throw TokenError.NEW_USERS_DISABLED.exception(
          "not on the list; 'firefox-sync user allow %s' lets them in"
              .formatted(person.accountId()));
    }
    LOG.info("account {} is the newcomer of 'firefox-sync user allow-next'", person.accountId());
  }

  /**
   * Tells whether the person is one of Mozilla's who may come as of the snapshot, without letting a
   * newcomer in.
   */
  public boolean admits(Transaction snapshot, Person person) {
    return person.issuer().equals(issuer) && isAllowed(snapshot, person.accountId());
  }

  private boolean isAllowed(String accountId) {
    return database.read(snapshot -> isAllowed(snapshot, accountId));
  }

  private boolean isAllowed(Transaction snapshot, String accountId) {
    return configured.contains(accountId) || new AllowListStore(snapshot).has(accountId);
  }

  private boolean takeWindow(String accountId) {
    long now = clock.millis();
    // A read spares the disk: whoever is refused may come again and again.
    return database.read(transaction -> new AllowListStore(transaction).isOpen(now))
        && database.write(transaction -> {
          var store = new AllowListStore(transaction);
          return store.take(now) && store.add(accountId, now);
        });
  }

  /** Lets an account in; false when it was let in before. */
  public boolean allow(MozillaAccountId id) {
    return database.write(
        transaction -> new AllowListStore(transaction).add(id.hex(), clock.millis()));
  }

  /** Takes an account off the list, whose data stay; false when it was not there. */
  public boolean disallow(MozillaAccountId id) {
    return database.write(transaction -> new AllowListStore(transaction).remove(id.hex()));
  }

  /** Tells whether the configuration lets the account in, whatever commands say. */
  public boolean isConfigured(MozillaAccountId id) {
    return configured.contains(id.hex());
  }

  /** Lets the next newcomer in, whoever that is, and returns until when. */
  public Instant allowNext() {
    var until = clock.instant().plus(WINDOW);
    database.write(transaction -> {
      new AllowListStore(transaction).open(until.toEpochMilli());
      return true;
    });
    return until;
  }

  /** Ends the window in which the next newcomer is let in; who was let in by name stays. */
  @Override
  public void revokeAll() {
    database.write(transaction -> {
      new AllowListStore(transaction).close();
      return true;
    });
  }

  /** Returns whom commands let in, in that order. */
  public List<MozillaAccountId> allowed() {
    return database.read(transaction -> new AllowListStore(transaction).all()).stream()
        .map(MozillaAccountId::new)
        .toList();
  }

  /** Returns whose accounts these are. */
  public String issuer() {
    return issuer;
  }

  /** Returns whom the configuration lets in. */
  public List<MozillaAccountId> configured() {
    return configured.stream().map(MozillaAccountId::new).toList();
  }
}
