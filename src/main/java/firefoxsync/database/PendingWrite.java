// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A write that waits for its turn, then for the commit. Only the answer is shared between threads. */
final class PendingWrite<T> {
  private final Function<Transaction, T> work;
  private final long arrivedNanos = System.nanoTime();
  private final CompletableFuture<T> answer = new CompletableFuture<>();

  // Mutable state of the writer's thread: what the last run came to
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

  /** Tells the caller what the last run came to, which is now durable. */
  @SuppressWarnings("NullAway") // T may itself be nullable: then null is its result.
  void answer() {
    if (failure == null) {
      answer.complete(result);
    } else {
      answer.completeExceptionally(failure);
    }
  }

  /** Tells the caller that nothing was kept; does nothing when she has her answer. */
  void fail(Throwable reason) {
    answer.completeExceptionally(reason);
  }

  /** Waits for the answer. The thread's interruption waits, too: half a write has no answer. */
  T await() {
    try {
      return answer.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw e;
    }
  }
}
