// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads that run filters and handlers, and may block. Their queue is bounded. */
final class Workers {
  private static final long REST_SECONDS = 60;

  private final ThreadPoolExecutor threads;

  Workers(int count, int queueMax) {
    threads = new ThreadPoolExecutor(
        count,
        count,
        REST_SECONDS,
        TimeUnit.SECONDS,
        new ArrayBlockingQueue<>(queueMax),
        new DefaultThreadFactory("worker"));
    threads.allowCoreThreadTimeOut(true);
  }

  /** Queues the task; false when the queue is full or the workers are stopping. */
  boolean run(Runnable task) {
    try {
      threads.execute(task);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  /** Lets queued tasks finish for so long, then interrupts them. */
  void stop(Duration patience) {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
