// SPDX-License-Identifier: MPL-2.0
package firefoxsync.ops;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that nobody waits for, in small steps on one thread of its own, so that people never wait for
 * it.
 */
public final class Housekeeping implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
  private static final Duration PAUSE_BETWEEN_STEPS = Duration.ofMillis(100);
  private static final long STOP_SECONDS_MAX = 5;

  /**
   * Something to do again and again.
   *
   * @param every how long to rest once nothing is left to do
   * @param step does a little, and says whether something is left
   */
  public record Job(String name, Duration every, BooleanSupplier step) {}

  private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(
      1,
      work -> new Thread(work, "housekeeping"),
      // A step that ends after close() schedules its next one in vain.
      new ThreadPoolExecutor.DiscardPolicy());

  /** Starts the jobs, each first run after its own rest. */
  public Housekeeping(List<Job> jobs) {
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    jobs.forEach(job -> schedule(job, job.every()));
  }

  private void schedule(Job job, Duration delay) {
    var unused = thread.schedule(() -> run(job), delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void run(Job job) {
    boolean more = false;
    try {
      more = job.step().getAsBoolean();
    } catch (RuntimeException e) {
      LOG.error("housekeeping {} failed and will be tried again", job.name(), e);
    }
    schedule(job, more ? PAUSE_BETWEEN_STEPS : job.every());
  }

  /** Lets the running step end, and starts no other. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
        LOG.warn("a step of housekeeping did not end in {} s", STOP_SECONDS_MAX);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
