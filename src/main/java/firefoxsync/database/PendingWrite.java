// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A write that waits for its turn, then for the commit. */
final class PendingWrite<T> {
  private final Function<Transaction, T> work;
  private final long arrivedNanos = System.nanoTime();
  private final CompletableFuture<Boolean> answered = new CompletableFuture<>();

  // Mutable state of the writer's thread until it is answered: what the last run came to
  private @Nullable T result;
  private @Nullable Throwable failure;
  private boolean hasLeftTraces;

  PendingWrite(Function<Transaction, T> work) {
    this.work = work;
  }

  long arrivedNanos() {
    return arrivedNanos;
  }

  /** Runs the work, perhaps not for the first time. */
  void run(StatementCache statements, Dialect dialect) {
    result = null;
    failure = null;
    var transaction = SqlTransaction.of(statements, dialect);
    try {
      result = transaction.run(work);
    } catch (RuntimeException | Error e) {
      failure = e;
    }
    hasLeftTraces = transaction.hasLeftTraces();
  }

  /** Tells whether the last run's result is to be kept. */
  boolean isWorthKeeping() {
    return failure == null;
  }

  /** Tells whether the last run failed and left something in the transaction, or ended it. */
  boolean hasSpoilt() {
    return failure != null && hasLeftTraces;
  }

  /** Returns why the last run failed, if for files that cannot be used. */
  Optional<DatabaseException.Unavailable> unavailable() {
    return failure instanceof DatabaseException.Unavailable e ? Optional.of(e) : Optional.empty();
  }

  /** Tells the caller what the last run came to, which is now durable. */
  void answer() {
    answered.complete(true);
  }

  /** Tells the caller that nothing was kept; does nothing when she has her answer. */
  void fail(Throwable reason) {
    if (!answered.isDone()) {
      failure = reason;
      answered.complete(true);
    }
  }

  /** Waits for the answer. The thread's interruption waits, too: half a write has no answer. */
  @SuppressWarnings("NullAway") // T may itself be nullable: then null is its result.
  T await() {
    answered.join();
    if (failure instanceof RuntimeException thrown) {
      throw thrown;
    }
    if (failure instanceof Error thrown) {
      throw thrown;
    }
    return result;
  }
}
