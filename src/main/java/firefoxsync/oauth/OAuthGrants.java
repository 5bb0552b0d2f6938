// SPDX-License-Identifier: MPL-2.0
package firefoxsync.oauth;

import firefoxsync.database.Database;
import firefoxsync.people.Belongings;
import firefoxsync.people.Passes;
import firefoxsync.people.Person;
import java.time.Clock;
import java.time.Duration;

/** Every code and token of a person: too small to count, gone with her account. */
public final class OAuthGrants implements Belongings, Passes {
  /** For a while an expired code is told from one that never was. */
  private static final Duration PURGE_GRACE = Duration.ofHours(1);

  private static final int PURGE_STEP = 200;

  private final Database database;
  private final Clock clock;

  /** Takes where they are. */
  public OAuthGrants(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public long usedBytes(Person person) {
    return 0;
  }

  @Override
  public void erase(Person person) {
    if (person.issuer().equals(Person.LOCAL)) {
      database.write(transaction -> {
        new GrantStore(transaction).deleteOfAccount(person.accountId());
        return true;
      });
    }
  }

  @Override
  public void revokeAll() {
    database.write(transaction -> {
      new GrantStore(transaction).deleteAll();
      return true;
    });
  }

  /** Removes a few that have expired; true when there may be more. */
  public boolean purge() {
    long before = clock.millis() - PURGE_GRACE.toMillis();
    return database.write(
            transaction -> new GrantStore(transaction).deleteExpired(before, PURGE_STEP))
        == PURGE_STEP;
  }
}
