// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import firefoxsync.metrics.MetricsText;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that run filters and handlers, and may block. Their queue is bounded.
 *
 * <p>Most tasks are shorter than it takes to wake a thread. So one thread is woken at a time: it
 * wakes the next only when it finds more to do than its own task, and a thread that has finished
 * takes the next task itself. Tasks that block bring up as many threads as there may be.
 */
final class Workers {
  private static final Logger log = LoggerFactory.getLogger(Workers.class);
  private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final int count;
  private final int queueMax;
  private final ThreadFactory factory = new DefaultThreadFactory("worker");
  private final ReentrantLock lock = new ReentrantLock();

  // Mutable state, guarded by the lock
  private final ArrayDeque<Runnable> queue = new ArrayDeque<>();
  private final ArrayDeque<Worker> resting = new ArrayDeque<>();
  private final List<Worker> all = new ArrayList<>();
  private boolean isWaking;
  private boolean isStopping;

  Workers(int count, int queueMax) {
    this.count = count;
    this.queueMax = queueMax;
  }

  /** Queues the task; false when the queue is full or the workers are stopping. */
  boolean run(Runnable task) {
    Worker woken;
    lock.lock();
    try {
      if (isStopping || queue.size() >= queueMax) {
        return false;
      }
      queue.add(task);
      woken = wake();
    } finally {
      lock.unlock();
    }
    if (woken != null) {
      woken.resume();
    }
    return true;
  }

  void tell(MetricsText text) {
    int waiting;
    int busy;
    lock.lock();
    try {
      waiting = queue.size();
      busy = all.size() - resting.size();
    } finally {
      lock.unlock();
    }
    text.gauge("workers_busy", "Threads that work on a request.").value(busy);
    text.gauge("workers_max", "Threads that may work on requests.").value(count);
    text.gauge("queued_requests", "Requests that wait for a worker.").value(waiting);
    text.gauge("queued_requests_max", "Requests that may wait; one more is a 503.")
        .value(queueMax);
  }

  /** Lets queued tasks finish for so long, then interrupts them. */
  void stop(Duration patience) {
    List<Worker> threads;
    lock.lock();
    try {
      isStopping = true;
      threads = List.copyOf(all);
      threads.forEach(worker -> worker.isResting = false);
    } finally {
      lock.unlock();
    }
    threads.forEach(worker -> LockSupport.unpark(worker.thread));
    long deadline = System.nanoTime() + patience.toNanos();
    try {
      for (var worker : threads) {
        worker.await(deadline - System.nanoTime());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    threads.forEach(Worker::interrupt);
  }

  /** Chooses who is woken for the queue's sake, unless somebody is on her way. Needs the lock. */
  private @Nullable Worker wake() {
    if (isWaking) {
      return null;
    }
    var worker = resting.pollFirst();
    if (worker != null) {
      worker.isResting = false;
    } else if (all.size() < count) {
      worker = new Worker();
      all.add(worker);
    }
    isWaking = worker != null;
    return worker;
  }

  private final class Worker implements Runnable {
    private final Thread thread = factory.newThread(this);

    // Mutable state, guarded by the lock
    private boolean isResting;

    /** Starts the thread, or ends its rest. To be called once by whoever chose it. */
    void resume() {
      if (thread.getState() == Thread.State.NEW) {
        thread.start();
      } else {
        LockSupport.unpark(thread);
      }
    }

    void await(long nanos) throws InterruptedException {
      TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(0, nanos));
    }

    void interrupt() {
      thread.interrupt();
    }

    @Override
    public void run() {
      boolean isWoken = true;
      while (true) {
        Runnable task;
        Worker next = null;
        lock.lock();
        try {
          if (isWoken) {
            isWaking = false;
          }
          task = queue.pollFirst();
          if (task == null) {
            if (isStopping) {
              return;
            }
            isResting = true;
            resting.addFirst(this);
          } else if (!queue.isEmpty()) {
            next = wake();
          }
        } finally {
          lock.unlock();
        }
        if (next != null) {
          next.resume();
        }
        if (task == null) {
          if (!rest()) {
            return;
          }
          isWoken = true;
        } else {
          isWoken = false;
          work(task);
        }
      }
    }

    private boolean rest() {
      long end = System.nanoTime() + REST_NANOS;
      while (true) {
        LockSupport.parkNanos(this, REST_NANOS);
        lock.lock();
        try {
          if (!isResting) {
            return true;
          }
          if (System.nanoTime() >= end) {
            resting.remove(this);
            all.remove(this);
            return false;
          }
        } finally {
          lock.unlock();
        }
      }
    }

    private void work(Runnable task) {
      try {
        task.run();
      } catch (Throwable e) {
        log.error("a task failed", e);
      }
    }
  }
}
