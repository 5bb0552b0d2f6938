// SPDX-License-Identifier: MPL-2.0
package firefoxsync;

import firefoxsync.backup.Departed;
import firefoxsync.crypto.Secrets;
import firefoxsync.mozilla.MozillaAccountId;
import firefoxsync.people.Passes;
import firefoxsync.people.Person;
import firefoxsync.sync.SyncRestoration;
import java.util.HashSet;
import java.util.Set;

/**
 * What a database of an older moment needs before anybody uses it: nothing that was revoked since may
 * hold again, nobody who was deleted comes back, no uid is given twice, and browsers learn that
 * their storage was set back.
 */
public final class Restoration {
  private final Services services;
  private final SyncRestoration storage;

  /** Takes the services on the older database. Safe to repeat. */
  public Restoration(Services services) {
    this.services = services;
    this.storage = new SyncRestoration(services.bsos(), new Secrets());
  }

  /**
   * Ends all sessions, tokens and links, gives every store new ids and every document another version;
   * returns how many stores.
   */
  public int settle() {
    services.passes().forEach(Passes::revokeAll);
    services.documents().renewVersions();
    return storage.renewIds();
  }

  /** Keeps what the newer database knows; returns how many people stay deleted or shut out. */
  public int keep(Departed departed) {
    var changed = new HashSet<Person>();
    removeAccounts(departed, changed);
    for (var erased : departed.erased().entrySet()) {
      services.stores().bury(erased.getKey(), erased.getValue());
    }
    departed.vacated().stream()
        .filter(person -> services.stores().currentUid(person).isPresent())
        .forEach(person -> vacate(person, changed));
    shutOut(departed, changed);
    var newUids = new HashSet<>(departed.uids());
    newUids.removeAll(services.stores().reserved(departed.uids()));
    services.stores().reserve(newUids);
    storage.keep(departed.times(), newUids);
    return changed.size();
  }

  private void removeAccounts(Departed departed, Set<Person> changed) {
    for (var account : services.accounts().list()) {
      if (!departed.accounts().contains(account.id())) {
        services.accounts().remove(account.id());
        changed.add(Person.local(account.id()));
      } else if (departed.disabled().contains(account.id())) {
        services.accounts().disable(account.id(), true);
        changed.add(Person.local(account.id()));
      }
    }
  }

  private void vacate(Person person, Set<Person> changed) {
    var id = MozillaAccountId.parse(person.accountId());
    if (id.isPresent()) {
      services.mozillaPeople().remove(id.get());
    }
    services.stores().vacate(person);
    changed.add(person);
  }

  private void shutOut(Departed departed, Set<Person> changed) {
    var list = services.mozillaPeople().list();
    for (var id : list.allowed()) {
      if (!departed.allowed().contains(id.hex())) {
        list.disallow(id);
        changed.add(new Person(list.issuer(), id.hex()));
      }
    }
  }
}
