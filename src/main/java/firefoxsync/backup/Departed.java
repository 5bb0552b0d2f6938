// SPDX-License-Identifier: MPL-2.0
package firefoxsync.backup;

import firefoxsync.config.DatabaseSettings;
import firefoxsync.database.DatabaseException;
import firefoxsync.database.SqliteInspection;
import firefoxsync.people.Person;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a database knows that an older state of it must not forget: who was deleted, which uids were
 * given out, and how far each user's time had gone.
 *
 * @param accounts ids of the accounts that there are
 * @param disabled ids of those that are shut
 * @param erased people who were deleted for good, each with a uid that was hers
 * @param vacated people who were removed, and may come again to an empty store
 * @param allowed Mozilla accounts that may come
 * @param times the last timestamp of each uid, in milliseconds
 */
public record Departed(
    Set<String> accounts,
    Set<String> disabled,
    Map<Person, Long> erased,
    List<Person> vacated,
    Set<String> allowed,
    Set<Long> uids,
    Map<Long, Long> times) {
  /** Reads it; empty when the database is of another installation, or cannot be read. */
  public static Optional<Departed> read(
      DatabaseSettings.Embedded present, DatabaseSettings.Embedded restored) {
    try (var now = SqliteInspection.open(present);
        var then = SqliteInspection.open(restored)) {
      var instance = now.read(DepartedStore::instance);
      if (instance.isEmpty() || !instance.equals(then.read(DepartedStore::instance))) {
        return Optional.empty();
      }
      return Optional.of(now.read(DepartedStore::read));
    } catch (DatabaseException | IllegalStateException e) {
      return Optional.empty();
    }
  }
}
