// SPDX-License-Identifier: MPL-2.0
package firefoxsync.token;

import firefoxsync.database.Database;
import firefoxsync.people.Belongings;
import firefoxsync.people.Person;
import java.util.List;
import java.util.OptionalLong;

/**
 * How much each person may keep, where that was said of her alone. It is remembered by person, so
 * that it outlives her keys, and told to the store of each of her uids, which does not know her.
 */
public final class SyncQuotas implements Belongings {
  private final Database database;
  private final Stores stores;

  /** What keeps the data of uids, and minds their quotas with the very next write. */
  public interface Stores {
    /** Returns the quota that the store of the uid knows; empty when everybody's holds. */
    OptionalLong quota(long uid);

    /** Tells it to the store of the uid. */
    void limit(long uid, OptionalLong quotaBytes);
  }

  /** Takes where people are remembered, and the stores to tell. */
  public SyncQuotas(Database database, Stores stores) {
    this.database = database;
    this.stores = stores;
  }

  /** Returns the person's own quota, 0 for none at all; empty when everybody's holds. */
  public OptionalLong of(Person person) {
    return database
        .read(transaction -> new SyncQuotaStore(transaction).find(person))
        .map(OptionalLong::of)
        .orElseGet(OptionalLong::empty);
  }

  /** Sets the person's own quota, 0 for none at all; empty gives her everybody's. */
  public void set(Person person, OptionalLong quotaBytes) {
    var uids = database.write(transaction -> {
      var quotas = new SyncQuotaStore(transaction);
      if (quotaBytes.isPresent()) {
        quotas.save(person, quotaBytes.getAsLong());
      } else {
        quotas.delete(person);
      }
      return new SyncUserStore(transaction).uids(person);
    });
    uids.forEach(uid -> stores.limit(uid, quotaBytes));
  }

  /** Returns whoever has synced under the account id, of every issuer. */
  public List<Person> people(String accountId) {
    return database.read(transaction -> new SyncQuotaStore(transaction).people(accountId));
  }

  /** Tells the store of a uid that may be new, unless it knows. */
  void carry(Person person, long uid) {
    var quotaBytes = of(person);
    if (quotaBytes.isPresent() && !stores.quota(uid).equals(quotaBytes)) {
      stores.limit(uid, quotaBytes);
    }
  }

  @Override
  public long usedBytes(Person person) {
    return 0;
  }

  @Override
  public void erase(Person person) {
    database.write(transaction -> {
      new SyncQuotaStore(transaction).delete(person);
      return true;
    });
  }
}
