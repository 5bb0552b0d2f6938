// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A lock that keeps somebody's writes apart: her row, which also remembers the last of them. For one
 * write alone.
 *
 * @param <R> what the row says
 */
public final class RowLock<R> implements WriteMark {
  private final long writeId;
  private final Function<Transaction, Optional<Held<R>>> find;
  private final Consumer<Transaction> insert;

  // Mutable state: what the last run found
  private @Nullable Held<R> held;

  /**
   * A row that nobody else can change now.
   *
   * @param lastWriteId of the write that changed it last
   */
  public record Held<R>(R row, long lastWriteId) {}

  /**
   * Takes how the row is come by.
   *
   * @param writeId a random number that no other write has
   * @param find reads the row for update
   * @param insert makes it, unless another node is faster, so that there is one to lock
   */
  public RowLock(
      long writeId, Function<Transaction, Optional<Held<R>>> find, Consumer<Transaction> insert) {
    this.writeId = writeId;
    this.find = find;
    this.insert = insert;
  }

  @Override
  public boolean isKept(Transaction tx, boolean isDoubtful) {
    var before = held;
    var found = find.apply(tx).orElseGet(() -> {
      insert.accept(tx);
      return find.apply(tx).orElseThrow();
    });
    held = found;
    if (!isDoubtful || before == null || found.lastWriteId() == before.lastWriteId()) {
      return false;
    }
    if (found.lastWriteId() == writeId) {
      return true;
    }
    throw new DatabaseException.Conflict(
        "another write of the same owner has covered up whether this one was kept");
  }

  /** Returns the row. */
  public R row() {
    if (held == null) {
      throw new IllegalStateException("the lock is not held");
    }
    return held.row();
  }

  /** Returns the number that the row keeps of this write. */
  public long writeId() {
    return writeId;
  }
}
