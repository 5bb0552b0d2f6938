// SPDX-License-Identifier: MPL-2.0
package firefoxsync.token;

import firefoxsync.database.Database;
import firefoxsync.database.Transaction;
import firefoxsync.people.Belongings;
import firefoxsync.people.Person;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.LongUnaryOperator;
import java.util.stream.Collectors;

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

  /** Returns which of the uids are known to have been given out. */
  public Set<Long> reserved(Collection<Long> uids) {
    return database.read(transaction -> {
      var store = new SyncUserStore(transaction);
      return uids.stream().filter(store::isReserved).collect(Collectors.toSet());
    });
  }

  /** Remembers for good that these uids were given out. */
  public void reserve(Collection<Long> uids) {
    database.write(transaction -> {
      var store = new SyncUserStore(transaction);
      uids.forEach(store::reserve);
      return true;
    });
  }

  /** Shuts the person out of Sync for good, also one who was never here; the uid was hers. */
  public void bury(Person person, long uid) {
    database.write(transaction -> {
      var store = new SyncUserStore(transaction);
      store.bury(person, uid, clock.millis());
      store.retire(person, clock.millis());
      return true;
    });
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

  /**
   * A store that is in use.
   *
   * @param keyId which keys its data are encrypted with, as storage tokens tell it
   * @param generation of the last password change seen, in milliseconds
   */
  public record CurrentStore(long uid, String keyId, long generation) {}

  /** Returns the store that a person uses now; empty before her first sync. */
  public Optional<CurrentStore> currentStore(Person person) {
    return database
        .read(transaction -> new SyncUserStore(transaction).history(person))
        .map(SyncUserHistory::current)
        .filter(user -> user.replacedAt().isEmpty())
        .map(user -> new CurrentStore(user.uid(), user.keyId(), user.generation()));
  }

  /** Returns who uses a uid as of the snapshot. */
  public static Optional<SyncHolder> holder(Transaction snapshot, long uid) {
    return new SyncUserStore(snapshot).holder(uid);
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
