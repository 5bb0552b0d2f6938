// SPDX-License-Identifier: MPL-2.0
package firefoxsync.people;

import firefoxsync.database.Database;
import firefoxsync.database.Transaction;
import java.util.List;
import java.util.Optional;

/** What people are called in addresses: one name each, chosen once. Never cached. */
public final class UserNames implements Belongings {
  /** What became of the wish for a name. */
  public enum Choice {
    /** She has the name now, or had it before. */
    CHOSEN,
    /** Somebody else has it. */
    TAKEN,
    /** Nobody may have it. */
    RESERVED,
    /** She has another one already, which stays. */
    HAS_ANOTHER
  }

  /** What goes with a person to another server. */
  public static final List<CarriedTable> CARRIED = List.of(
      new CarriedTable(
          "user_name",
          List.of(
              CarriedTable.text("name"),
              CarriedTable.text("issuer"),
              CarriedTable.text("account_id")),
          "issuer = ? AND account_id = ?"),
      new CarriedTable(
          "person_name",
          List.of(
              CarriedTable.text("issuer"),
              CarriedTable.text("account_id"),
              CarriedTable.text("name")),
          "issuer = ? AND account_id = ?"));

  private final Database database;

  /** Takes where names are kept. */
  public UserNames(Database database) {
    this.database = database;
  }

  /** Returns who has a name. */
  public Optional<Person> find(UserName name) {
    return database.read(snapshot -> find(snapshot, name));
  }

  /** Returns who has a name in the snapshot. */
  public static Optional<Person> find(Transaction snapshot, UserName name) {
    return new UserNameStore(snapshot).person(name);
  }

  /** Returns the name of a person, once she has one. */
  public Optional<UserName> of(Person person) {
    return database.read(snapshot -> of(snapshot, person));
  }

  /** Returns the name of a person in the snapshot, once she has one. */
  public static Optional<UserName> of(Transaction snapshot, Person person) {
    return new UserNameStore(snapshot).name(person);
  }

  /** Returns the name of the one person who has one; empty when nobody or several have. */
  public Optional<UserName> only() {
    var some = database.read(transaction -> new UserNameStore(transaction).some(2));
    return some.size() == 1 ? Optional.of(some.get(0)) : Optional.empty();
  }

  /** Gives a person a name for good, when she has none and nobody else has it. */
  public Choice choose(Person person, UserName name) {
    if (name.isReserved()) {
      return Choice.RESERVED;
    }
    return database.write(transaction -> {
      var store = new UserNameStore(transaction);
      // Her own row first: it keeps a second choice of hers waiting.
      if (!store.insertOfPerson(person, name)) {
        boolean isSame = store.name(person).filter(name::equals).isPresent();
        return isSame ? Choice.CHOSEN : Choice.HAS_ANOTHER;
      }
      if (!store.insert(name, person)) {
        store.deleteOfPerson(person);
        return Choice.TAKEN;
      }
      return Choice.CHOSEN;
    });
  }

  @Override
  public long usedBytes(Person person) {
    return 0;
  }

  @Override
  public void erase(Person person) {
    database.write(transaction -> {
      var store = new UserNameStore(transaction);
      store.name(person).ifPresent(store::delete);
      store.deleteOfPerson(person);
      return true;
    });
  }
}
