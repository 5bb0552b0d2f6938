// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage;

import firefoxsync.crypto.Secrets;
import firefoxsync.database.Row;
import firefoxsync.database.RowLock;
import firefoxsync.database.Transaction;
import firefoxsync.database.WriteMark;
import firefoxsync.people.Person;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The lock that keeps a person's writes apart: the row of her root, which also remembers the last of
 * them. For one write alone.
 */
final class RootLock implements WriteMark {
  private static final int EPOCH_BYTES = 4;

  private final Person person;
  private final Secrets secrets;
  private final RowLock<StorageRoot> lock;

  RootLock(Person person, Secrets secrets) {
    this.person = person;
    this.secrets = secrets;
    this.lock = new RowLock<>(randomId(secrets), this::find, this::insert);
  }

  /** Returns a number that nothing else has. */
  static long randomId(Secrets secrets) {
    return ByteBuffer.wrap(secrets.bytes(Long.BYTES)).getLong();
  }

  /** Returns the random part of versions. */
  static String randomEpoch(Secrets secrets) {
    return secrets.hex(EPOCH_BYTES);
  }

  @Override
  public boolean isKept(Transaction tx, boolean isDoubtful) {
    return lock.isKept(tx, isDoubtful);
  }

  /** Returns the row, which nobody else can change now. */
  StorageRoot root() {
    return lock.row();
  }

  /** Keeps the row as it now is, with the mark of this write. */
  void save(Transaction tx, StorageRoot root) {
    tx.update(
        """
        UPDATE storage_roots
        SET changes = ?, epoch = ?, documents = ?, used_bytes = ?, write_id = ?
        WHERE issuer = ? AND account_id = ?""",
        root.changes(),
        root.epoch(),
        root.documents(),
        root.usedBytes(),
        lock.writeId(),
        person.issuer(),
        person.accountId());
  }

  private Optional<RowLock.Held<StorageRoot>> find(Transaction tx) {
    return tx.first(
        StorageRoot.SELECT + tx.dialect().forUpdate(),
        RootLock::held,
        person.issuer(),
        person.accountId());
  }

  /** Makes the row of a person who writes for the first time, so that there is one to lock. */
  private void insert(Transaction tx) {
    tx.update(
        """
        INSERT INTO storage_roots
          (issuer, account_id, root_id, changes, epoch, documents, used_bytes, write_id)
        VALUES (?, ?, ?, 0, ?, 0, 0, 0)
        ON CONFLICT (issuer, account_id) DO NOTHING""",
        person.issuer(),
        person.accountId(),
        randomId(secrets),
        randomEpoch(secrets));
  }

  private static RowLock.Held<StorageRoot> held(Row row) {
    return new RowLock.Held<>(StorageRoot.of(row), row.number("write_id"));
  }
}
