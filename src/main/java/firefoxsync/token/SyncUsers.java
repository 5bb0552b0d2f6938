// SPDX-License-Identifier: MPL-2.0
package firefoxsync.token;

import firefoxsync.crypto.Secrets;
import firefoxsync.database.Database;
import firefoxsync.database.Transaction;
import firefoxsync.people.Person;
import java.time.Clock;

/** Who may store, and under which uid: a new one for each key set. */
public final class SyncUsers {
  private static final int UID_ATTEMPTS_MAX = 32;

  private final Database database;
  private final Clock clock;
  private final Secrets secrets;
  private final boolean newUsersAllowed;

  /** Takes whether people who were never here are let in. */
  public SyncUsers(Database database, Clock clock, Secrets secrets, boolean newUsersAllowed) {
    this.database = database;
    this.clock = clock;
    this.secrets = secrets;
    this.newUsersAllowed = newUsersAllowed;
  }

  /** Returns the row that the claim is entitled to, or refuses a claim that goes back in time. */
  SyncUser admit(Claim claim) {
    // Most requests change nothing, and a read spares the disk.
    var known = database.read(transaction -> {
      var history = new SyncUserStore(transaction).history(claim.person());
      return history.filter(h -> isUnchanged(h, claim)).map(SyncUserHistory::current);
    });
    return known.orElseGet(() -> database.write(transaction -> admit(transaction, claim)));
  }

  /** Refuses from now on what was signed in before a password change, by the issuer's own clock. */
  public void passwordChanged(Person person, long changedAt) {
    database.write(transaction -> {
      // Less one: the token after the change may have the very time of it.
      new SyncUserStore(transaction).raiseGeneration(person, changedAt - 1);
      return true;
    });
  }

  private static boolean isUnchanged(SyncUserHistory history, Claim claim) {
    var current = history.current();
    return history.isSettled()
        && current.replacedAt().isEmpty()
        && current.clientState().equals(claim.keyId().clientState())
        && current.updated(claim).equals(current);
  }

  private SyncUser admit(Transaction transaction, Claim claim) {
    var store = new SyncUserStore(transaction);
    var found = store.historyForUpdate(claim.person());
    if (found.isEmpty()) {
      return addFirst(store, claim);
    }
    var history = found.get();
    if (!history.isSettled()) {
      store.replaceOthers(
          claim.person(), history.current().uid(), history.current().createdAt());
    }
    if (history.current().isReplaced()) {
      history = reassign(store, claim, history);
    }
    history.check(claim);
    return advance(store, claim, history.current());
  }

  private SyncUser addFirst(SyncUserStore store, Claim claim) {
    if (!newUsersAllowed) {
      throw TokenError.NEW_USERS_DISABLED.exception("the person was never here");
    }
    var user = SyncUser.first(newUid(store), claim, clock.millis());
    store.insert(claim.person(), user);
    return user;
  }

  /** Gives the same key set another, empty store. */
  private SyncUserHistory reassign(SyncUserStore store, Claim claim, SyncUserHistory history) {
    var current = history.current();
    var user = current.successor(newUid(store), current.clientState(), clock.millis());
    store.insert(claim.person(), user);
    return new SyncUserHistory(user, history.earlier());
  }

  private SyncUser advance(SyncUserStore store, Claim claim, SyncUser current) {
    var clientState = claim.keyId().clientState();
    var updated = current.updated(claim);
    if (clientState.equals(current.clientState())) {
      if (!updated.equals(current)) {
        store.update(claim.person(), updated);
      }
      return updated;
    }
    long now = clock.millis();
    var user = updated.successor(newUid(store), clientState, now);
    store.insert(claim.person(), user);
    store.replaceOthers(claim.person(), user.uid(), now);
    return user;
  }

  private long newUid(SyncUserStore store) {
    for (int attempt = 0; attempt < UID_ATTEMPTS_MAX; attempt++) {
      long uid = secrets.number(Integer.MAX_VALUE);
      if (store.reserve(uid)) {
        return uid;
      }
    }
    throw new IllegalStateException("no free uid in " + UID_ATTEMPTS_MAX + " attempts");
  }
}
