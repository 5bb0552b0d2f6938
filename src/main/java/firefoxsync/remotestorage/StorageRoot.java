// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage;

import firefoxsync.database.Row;
import firefoxsync.database.Transaction;
import firefoxsync.people.Person;
import java.util.Optional;

/**
 * A person's row in {@code storage_roots}.
 *
 * @param id under which her documents are kept
 * @param changes how many the tree has seen
 * @param epoch random, part of every version
 */
record StorageRoot(long id, long changes, String epoch, long documents, long usedBytes) {
  static final String SELECT =
      """
      SELECT root_id, changes, epoch, documents, used_bytes, write_id
      FROM storage_roots
      WHERE issuer = ? AND account_id = ?""";

  /** Returns the row, once the person has written. */
  static Optional<StorageRoot> find(Transaction tx, Person person) {
    return tx.first(SELECT, StorageRoot::of, person.issuer(), person.accountId());
  }

  static StorageRoot of(Row row) {
    return new StorageRoot(
        row.number("root_id"),
        row.number("changes"),
        row.text("epoch"),
        row.number("documents"),
        row.number("used_bytes"));
  }

  /** Returns the version that the tree has now. */
  Etag etag() {
    return Etag.of(changes, epoch);
  }

  /** Returns this row after one change more. */
  StorageRoot changed(int moreDocuments, long moreBytes) {
    return new StorageRoot(
        id, changes + 1, epoch, documents + moreDocuments, usedBytes + moreBytes);
  }
}
