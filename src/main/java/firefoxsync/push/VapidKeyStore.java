// SPDX-License-Identifier: MPL-2.0
package firefoxsync.push;

import firefoxsync.database.Transaction;
import java.util.Optional;

/** The sealed key by which push services know this server, in one transaction. */
final class VapidKeyStore {
  private static final String NAME = "vapid-key";

  private final Transaction transaction;

  VapidKeyStore(Transaction transaction) {
    this.transaction = transaction;
  }

  Optional<byte[]> find() {
    return transaction.first(
        "SELECT value FROM instance WHERE name = ?", row -> row.bytes("value"), NAME);
  }

  /** Keeps a key in place of the one that was there. */
  void put(byte[] sealed) {
    transaction.update(
        """
        INSERT INTO instance (name, value) VALUES (?, ?)
        ON CONFLICT (name) DO UPDATE SET value = excluded.value""",
        NAME,
        sealed);
  }
}
