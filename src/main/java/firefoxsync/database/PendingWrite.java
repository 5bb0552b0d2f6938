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

  PendingWrite(Function<Transaction, T> work) {
    this.work = work;
  }

  long arrivedNanos() {
    return arrivedNanos;
  }

  /** Runs the work, perhaps not for the first time, and tells whether it wants to be kept. */
  boolean run(StatementCache statements, Dialect dialect) {
    result = null;
    failure = null;
    try {
      result = SqlTransaction.run(statements, dialect, work);
    } catch (RuntimeException | Error e) {
      failure = e;
    }
    return failure == null;
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
