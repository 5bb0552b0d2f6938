// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import java.util.Optional;

/** The random secret of this database. It outlives every change of the master secret. */
public final class InstanceSecret {
  private static final String NAME = "secret";
  private static final int BYTES_MIN = 32;

  private final byte[] bytes;

  private InstanceSecret(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Returns the secret that the database has; one that has none keeps the random candidate. */
  public static InstanceSecret loadOrKeep(Database database, byte[] candidate) {
    if (candidate.length < BYTES_MIN) {
      throw new IllegalArgumentException("an instance secret has at least " + BYTES_MIN + " bytes");
    }
    var bytes = database
        .read(InstanceSecret::load)
        .orElseGet(() -> database.write(transaction -> keep(transaction, candidate)));
    return new InstanceSecret(bytes);
  }

  /** Returns the secret's bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public String toString() {
    return "InstanceSecret";
  }

  private static byte[] keep(Transaction transaction, byte[] candidate) {
    transaction.update(
        """
        INSERT INTO instance (name, value) VALUES (?, ?)
        ON CONFLICT (name) DO NOTHING""",
        NAME,
        candidate);
    // Another process may have been faster.
    return load(transaction).orElseThrow();
  }

  private static Optional<byte[]> load(Transaction transaction) {
    return transaction.first(
        "SELECT value FROM instance WHERE name = ?", row -> row.bytes("value"), NAME);
  }
}
