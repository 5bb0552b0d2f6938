// SPDX-License-Identifier: MPL-2.0
package firefoxsync.mozilla;

import firefoxsync.people.Belongings;
import firefoxsync.people.Person;
import firefoxsync.token.SyncBelongings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The people of Mozilla accounts, for commands: this server has no account of theirs to list. */
public final class MozillaPeople {
  /** Why somebody may come, or is still known. */
  public enum Standing {
    /** The configuration names the account. */
    CONFIGURED,
    /** A command let it in. */
    ALLOWED,
    /** It may not come any more, but its data are there. */
    SHUT_OUT
  }

  private final AllowList list;
  private final SyncBelongings stores;
  private final List<Belongings> others;
  private final String issuer;

  /** Takes who may come, and what is kept for them: their stores, and the rest. */
  public MozillaPeople(
      AllowList list, SyncBelongings stores, List<Belongings> others, String issuer) {
    this.list = list;
    this.stores = stores;
    this.others = List.copyOf(others);
    this.issuer = issuer;
  }

  /** Returns everybody who may come or has data here. */
  public Map<MozillaAccountId, Standing> all() {
    var all = new LinkedHashMap<MozillaAccountId, Standing>();
    list.configured().forEach(id -> all.put(id, Standing.CONFIGURED));
    list.allowed().forEach(id -> all.putIfAbsent(id, Standing.ALLOWED));
    withData().forEach(id -> all.putIfAbsent(id, Standing.SHUT_OUT));
    return all;
  }

  private List<MozillaAccountId> withData() {
    return stores.people(issuer).stream()
        .map(person -> new MozillaAccountId(person.accountId()))
        .toList();
  }

  /** Shuts an account out and erases what is kept for it; false when it is unknown here. */
  public boolean remove(MozillaAccountId id) {
    boolean wasAllowed = list.disallow(id);
    boolean hadData = withData().contains(id);
    var person = person(id);
    others.forEach(feature -> feature.erase(person));
    stores.vacate(person);
    return wasAllowed || hadData;
  }

  /** Returns whom the rest of this server knows by the account. */
  public Person person(MozillaAccountId id) {
    return new Person(issuer, id.hex());
  }

  /** Returns who may come. */
  public AllowList list() {
    return list;
  }
}
