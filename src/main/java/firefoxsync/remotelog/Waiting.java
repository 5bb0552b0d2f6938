// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import firefoxsync.sync.ChangeSet;
import firefoxsync.sync.StoreRefusal;
import firefoxsync.sync.UserBsos;
import firefoxsync.sync.Written;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** A write whose caller waits for what comes of it. */
final class Waiting {
  private static final Duration COME_AGAIN = Duration.ofSeconds(5);

  private final Function<UserBsos, ChangeSet> decide;
  private final CompletableFuture<Written> answer = new CompletableFuture<>();

  Waiting(Function<UserBsos, ChangeSet> decide) {
    this.decide = decide;
  }

  Function<UserBsos, ChangeSet> decide() {
    return decide;
  }

  void answer(Written written) {
    answer.complete(written);
  }

  void refuse(RuntimeException reason) {
    answer.completeExceptionally(reason);
  }

  /** Tells whether nobody waits any more. */
  boolean isOver() {
    return answer.isDone();
  }

  /** Waits; whoever has waited for too long is told to come again, as nobody knows what will be. */
  Written await(Duration patience) {
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(false);
      throw StoreRefusal.unavailable("still waiting for the provider", COME_AGAIN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw StoreRefusal.unavailable("this server is stopping", COME_AGAIN);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException refusal) {
        throw refusal;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
