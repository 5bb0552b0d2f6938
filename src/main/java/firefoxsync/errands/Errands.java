// SPDX-License-Identifier: MPL-2.0
package firefoxsync.errands;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what nobody waits for, on threads of its own. What is under way has a limit, and ends with
 * this process: errands are for what may be lost. Safe for concurrent use.
 */
public final class Errands implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Errands.class);
  private static final long THREAD_REST_SECONDS = 30;

  private final String name;
  private final Semaphore room;
  private final ScheduledThreadPoolExecutor threads;

  /** So that the log tells it once, not for each. */
  private final AtomicBoolean isFull = new AtomicBoolean();

  /** Work that may have to be tried again. */
  @FunctionalInterface
  public interface Errand {
    /**
     * Tries, and returns how long to wait before the next try; nothing when there is to be none.
     *
     * @param tries how often it was tried before
     */
    Optional<Duration> run(int tries);
  }

  /**
   * Begins with no thread.
   *
   * @param name of its threads, and of its lines in the log
   * @param underWayMax what is taken at once, the next tries that are waited for included
   */
  public Errands(String name, int threadsMax, int underWayMax) {
    this.name = name;
    room = new Semaphore(underWayMax);
    threads = new ScheduledThreadPoolExecutor(threadsMax, named(name));
    threads.setKeepAliveTime(THREAD_REST_SECONDS, TimeUnit.SECONDS);
    threads.allowCoreThreadTimeOut(true);
  }

  private static ThreadFactory named(String name) {
    var count = new AtomicInteger();
    return work -> {
      var thread = new Thread(work, name + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  /** Takes an errand without waiting for it; false when too many are under way. */
  public boolean take(Errand errand) {
    if (!room.tryAcquire()) {
      if (!isFull.getAndSet(true)) {
        LOG.warn("{}: too much is under way, so something is dropped", name);
      }
      return false;
    }
    isFull.set(false);
    return schedule(errand, 0, Duration.ZERO);
  }

  private boolean schedule(Errand errand, int tries, Duration pause) {
    try {
      // The future tells nothing: an attempt handles its own failure.
      var unused =
          threads.schedule(() -> attempt(errand, tries), pause.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (RejectedExecutionException e) {
      // This process is stopping.
      room.release();
      return false;
    }
  }

  private void attempt(Errand errand, int tries) {
    var pause = Optional.<Duration>empty();
    try {
      pause = errand.run(tries);
    } catch (RuntimeException e) {
      LOG.warn("{}: something was lost", name, e);
    }
    if (pause.isPresent()) {
      schedule(errand, tries + 1, pause.get());
    } else {
      room.release();
    }
  }

  /** Drops what waits; what is being tried is interrupted. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
