// SPDX-License-Identifier: MPL-2.0
package firefoxsync.backup;

import firefoxsync.database.Transaction;
import firefoxsync.people.Person;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads what must not be forgotten. Changes nothing. */
final class DepartedStore {
  /** The generation of whoever was deleted for good. */
  private static final String ERASED = "9223372036854775807";

  private DepartedStore() {}

  /** Returns what tells this installation's databases from all others; empty without any. */
  static List<String> instance(Transaction tx) {
    return tx.query("SELECT value FROM instance WHERE name = 'secret'", row -> HexFormat.of()
        .formatHex(row.bytes("value")));
  }

  static Departed read(Transaction tx) {
    Map<Long, Long> times = new HashMap<>();
    tx.each(
        "SELECT uid, last_timestamp FROM sync_stores",
        row -> times.put(row.number("uid"), row.number("last_timestamp")));
    Set<Long> uids = new HashSet<>();
    tx.each("SELECT uid FROM sync_uids", row -> uids.add(row.number("uid")));
    return new Departed(
        texts(tx, "SELECT account_id FROM account"),
        texts(tx, "SELECT account_id FROM account WHERE disabled_at IS NOT NULL"),
        people(tx, "MAX(generation) = " + ERASED),
        List.copyOf(people(tx, "COUNT(replaced_at) = COUNT(*) AND MAX(generation) < " + ERASED)
            .keySet()),
        texts(tx, "SELECT account_id FROM mozilla_allowed"),
        uids,
        times);
  }

  private static Set<String> texts(Transaction tx, String select) {
    return new HashSet<>(tx.query(select, row -> row.text("account_id")));
  }

  private static Map<Person, Long> people(Transaction tx, String condition) {
    Map<Person, Long> people = new LinkedHashMap<>();
    tx.each(
        "SELECT issuer, account_id, MIN(uid) AS uid FROM sync_users"
            + " GROUP BY issuer, account_id HAVING " + condition,
        row ->
            people.put(new Person(row.text("issuer"), row.text("account_id")), row.number("uid")));
    return people;
  }
}
