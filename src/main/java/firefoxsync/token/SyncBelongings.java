// SPDX-License-Identifier: MPL-2.0
package firefoxsync.token;

import firefoxsync.database.Database;
import firefoxsync.people.Belongings;
import firefoxsync.people.Person;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import java.util.function.LongUnaryOperator;

/** The stores of a person, known here by their uids alone. */
public final class SyncBelongings implements Belongings {
  private static final Duration PURGE_GRACE = Duration.ofHours(24);
  private static final int PURGE_STEP = 10;

  private final Database database;
  private final Clock clock;
  private final LongUnaryOperator usedBytes;
  private final LongConsumer eraseStore;

  /** Takes what a uid's store holds in bytes, and what erases it for good. */
  public SyncBelongings(
      Database database, Clock clock, LongUnaryOperator usedBytes, LongConsumer eraseStore) {
    this.database = database;
    this.clock = clock;
    this.usedBytes = usedBytes;
    this.eraseStore = eraseStore;
  }

  @Override
  public long usedBytes(Person person) {
    return uids(person).stream().mapToLong(Long::longValue).map(usedBytes).sum();
  }

  @Override
  public void erase(Person person) {
    // Shut first: nobody gets a token for a store that is about to go.
    retire(person);
    uids(person).forEach(this::eraseStore);
  }

  /** Shuts the person's stores for good at once; housekeeping erases them later. */
  public void retire(Person person) {
    database.write(transaction -> {
      new SyncUserStore(transaction).retire(person, clock.millis());
      return true;
    });
  }

  /** Erases the person's stores; should she be let in again, she starts with an empty one. */
  public void vacate(Person person) {
    database.write(transaction -> {
      new SyncUserStore(transaction).vacate(person, clock.millis());
      return true;
    });
    uids(person).forEach(this::eraseStore);
  }

  /** Returns the people of an issuer who have a store. */
  public List<Person> people(String issuer) {
    return database.read(transaction -> new SyncUserStore(transaction).accountIds(issuer)).stream()
        .map(accountId -> new Person(issuer, accountId))
        .toList();
  }

  /**
   * Erases a few stores whose key sets were replaced a day ago or longer, and those that a crash
   * left in the middle of an erasure; true when there may be more.
   */
  public boolean purge() {
    long before = clock.millis() - PURGE_GRACE.toMillis();
    var uids =
        database.read(transaction -> new SyncUserStore(transaction).purgeable(before, PURGE_STEP));
    uids.forEach(this::eraseStore);
    return uids.size() == PURGE_STEP;
  }

  /** Returns the uid of the store that a person uses now. */
  public OptionalLong currentUid(Person person) {
    return database.read(transaction -> new SyncUserStore(transaction).currentUid(person));
  }

  private List<Long> uids(Person person) {
    return database.read(transaction -> new SyncUserStore(transaction).uids(person));
  }

  private void eraseStore(long uid) {
    eraseStore.accept(uid);
    database.write(transaction -> {
      new SyncUserStore(transaction).purged(uid);
      return true;
    });
  }
}
