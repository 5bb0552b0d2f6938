// SPDX-License-Identifier: MPL-2.0
package firefoxsync.ops;

import firefoxsync.database.Database;
import firefoxsync.database.DatabaseException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that nobody waits for, in small steps on one thread of its own, so that people never wait for
 * it. What was done is noted in the database, for {@code doctor}.
 */
public final class Housekeeping implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
  private static final Duration PAUSE_BETWEEN_STEPS = Duration.ofMillis(100);
  private static final Duration FIRST_REST = Duration.ofSeconds(2);

  /** A round that removed nothing is noted this often: each note is a write to the disk. */
  private static final long NOTE_EVERY_MILLIS = Duration.ofHours(1).toMillis();

  private static final long STOP_SECONDS_MAX = 5;

  /**
   * Something to do again and again.
   *
   * @param every how long to rest once nothing is left to do
   * @param step does a little, and says whether something is left
   * @param removed how many rows all steps since the start removed
   */
  public record Job(String name, Duration every, BooleanSupplier step, LongSupplier removed) {
    /** A job whose rows nobody counts. */
    public Job(String name, Duration every, BooleanSupplier step) {
      this(name, every, step, () -> 0);
    }
  }

  private final Database database;
  private final Clock clock;

  /** Each job's last note, whose count is of this process alone; used by the one thread. */
  private final Map<String, HousekeepingStore.Run> notes = new HashMap<>();

  private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(
      1,
      work -> new Thread(work, "housekeeping"),
      // A step that ends after close() schedules its next one in vain.
      new ThreadPoolExecutor.DiscardPolicy());

  /** Starts the jobs, each soon: a machine that is on by day alone has its turn, too. */
  public Housekeeping(Database database, Clock clock, List<Job> jobs) {
    this.database = database;
    this.clock = clock;
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    jobs.forEach(job -> schedule(job, FIRST_REST));
  }

  private void schedule(Job job, Duration delay) {
    var unused = thread.schedule(() -> run(job), delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void run(Job job) {
    boolean more = false;
    try {
      more = job.step().getAsBoolean();
      if (!more) {
        note(job);
      }
    } catch (DatabaseException.Unavailable | DatabaseException.Conflict e) {
      // The database itself tells what is wrong with it; one that is busy has its reason.
      LOG.debug("housekeeping {} has to wait", job.name(), e);
    } catch (RuntimeException e) {
      LOG.error("housekeeping {} failed and will be tried again", job.name(), e);
    }
    schedule(job, more ? PAUSE_BETWEEN_STEPS : job.every());
  }

  private void note(Job job) {
    var last = notes.get(job.name());
    var now =
        new HousekeepingStore.Run(job.name(), clock.millis(), job.removed().getAsLong());
    long before = last == null ? 0 : last.removed();
    if (last != null
        && before == now.removed()
        && Math.abs(now.finishedAt() - last.finishedAt()) < NOTE_EVERY_MILLIS) {
      return;
    }
    var more = new HousekeepingStore.Run(job.name(), now.finishedAt(), now.removed() - before);
    database.write(transaction -> {
      HousekeepingStore.add(transaction, more);
      return true;
    });
    notes.put(job.name(), now);
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
