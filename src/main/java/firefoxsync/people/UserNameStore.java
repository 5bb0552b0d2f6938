// SPDX-License-Identifier: MPL-2.0
package firefoxsync.people;

import firefoxsync.database.Transaction;
import java.util.List;
import java.util.Optional;

/**
 * The SQL of user names, within one transaction. Two tables, since each is looked up by its key: an
 * index that is unique beside the key would not fit every engine.
 */
final class UserNameStore {
  private final Transaction transaction;

  UserNameStore(Transaction transaction) {
    this.transaction = transaction;
  }

  Optional<Person> person(UserName name) {
    return transaction.first(
        "SELECT issuer, account_id FROM user_name WHERE name = ?",
        row -> new Person(row.text("issuer"), row.text("account_id")),
        name.text());
  }

  /** Returns no more than so many names. */
  List<UserName> some(int limit) {
    return transaction.query(
        "SELECT name FROM user_name ORDER BY name LIMIT ?",
        row -> new UserName(row.text("name")),
        limit);
  }

  Optional<UserName> name(Person person) {
    return transaction.first(
        "SELECT name FROM person_name WHERE issuer = ? AND account_id = ?",
        row -> new UserName(row.text("name")),
        person.issuer(),
        person.accountId());
  }

  /** Tells whether the name was free. */
  boolean insert(UserName name, Person person) {
    return transaction.update(
            """
            INSERT INTO user_name (name, issuer, account_id) VALUES (?, ?, ?)
            ON CONFLICT (name) DO NOTHING""",
            name.text(),
            person.issuer(),
            person.accountId())
        > 0;
  }

  /** Tells whether the person had none. */
  boolean insertOfPerson(Person person, UserName name) {
    return transaction.update(
            """
            INSERT INTO person_name (issuer, account_id, name) VALUES (?, ?, ?)
            ON CONFLICT (issuer, account_id) DO NOTHING""",
            person.issuer(),
            person.accountId(),
            name.text())
        > 0;
  }

  void delete(UserName name) {
    transaction.update("DELETE FROM user_name WHERE name = ?", name.text());
  }

  void deleteOfPerson(Person person) {
    transaction.update(
        "DELETE FROM person_name WHERE issuer = ? AND account_id = ?",
        person.issuer(),
        person.accountId());
  }
}
