// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/** A write that goes on until it is let go, so that others queue up behind it. */
final class HeldWrite {
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch mayEnd = new CountDownLatch(1);
  private final CompletableFuture<Integer> answer;

  HeldWrite(Database database, Function<Transaction, Integer> work) {
    answer = CompletableFuture.supplyAsync(
        () -> database.write(transaction -> {
          var result = work.apply(transaction);
          begun.countDown();
          await(mayEnd);
          return result;
        }),
        NewThreads.EXECUTOR);
    await(begun);
  }

  void letGo() {
    mayEnd.countDown();
  }

  /** Lets it go and waits for its answer. */
  int finish() {
    letGo();
    return answer.join();
  }

  CompletableFuture<Integer> answer() {
    return answer;
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(10, SECONDS)) {
        throw new IllegalStateException("waited in vain");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
