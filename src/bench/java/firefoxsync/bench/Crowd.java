// SPDX-License-Identifier: MPL-2.0
package firefoxsync.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Browsers that work at the same time, each on a connection and a thread of its own, which last from
 * one round to the next.
 */
final class Crowd implements Side {
  private final Workload workload;
  private final LongSupplier processorMicros;
  private final ExecutorService threads;
  private final List<Worker> workers = new ArrayList<>();

  /** Connects so many to a server whose time on a processor nobody asks for. */
  Crowd(Target target, Workload workload, int browsers) throws IOException {
    this(target, workload, browsers, () -> 0);
  }

  /**
   * Connects so many, and puts there what each of them asks for.
   *
   * @param processorMicros tells what the server's process had of the processors
   */
  Crowd(Target target, Workload workload, int browsers, LongSupplier processorMicros)
      throws IOException {
    this.workload = workload;
    this.processorMicros = processorMicros;
    this.threads = Executors.newFixedThreadPool(browsers);
    try {
      for (int i = 0; i < browsers; i++) {
        workers.add(new Worker(i));
      }
      together(worker -> () -> worker.prepare(target));
      // Not before all have been there: a server sends those away who do not ask soon.
      together(worker -> () -> worker.connect(target));
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  @Override
  public Round round(double seconds) throws IOException {
    long before = processorMicros.getAsLong();
    long begun = System.nanoTime();
    long end = begun + (long) (seconds * 1e9);
    var times = together(worker -> () -> worker.work(end));
    double took = (System.nanoTime() - begun) / 1e9;
    var nanos = times.stream().flatMapToLong(Arrays::stream).toArray();
    return Round.of(nanos, took, processorMicros.getAsLong() - before);
  }

  /** What one of them is to do. */
  private interface Task {
    Callable<long[]> of(Worker worker);
  }

  private List<long[]> together(Task task) throws IOException {
    try {
      var running = new ArrayList<Future<long[]>>();
      for (var worker : workers) {
        running.add(threads.submit(task.of(worker)));
      }
      var results = new ArrayList<long[]>();
      for (var one : running) {
        results.add(one.get());
      }
      return results;
    } catch (ExecutionException | InterruptedException e) {
      throw new IOException(workload.name() + " with " + workers.size() + " browsers: " + e, e);
    }
  }

  @Override
  public void close() throws IOException {
    threads.shutdownNow();
    for (var worker : workers) {
      worker.close();
    }
  }

  /** One browser; for one thread at a time. */
  private final class Worker {
    private final int number;
    private @Nullable Browser browser;
    private int rounds;

    Worker(int number) {
      this.number = number;
    }

    long[] prepare(Target target) throws IOException {
      try (var first = new Browser(target)) {
        workload.prepare(first, number);
      }
      return new long[0];
    }

    long[] connect(Target target) throws IOException {
      browser = new Browser(target);
      return new long[0];
    }

    void close() throws IOException {
      if (browser != null) {
        browser.close();
      }
    }

    long[] work(long end) throws IOException {
      var connected = Objects.requireNonNull(browser);
      var times = new long[1024];
      int done = 0;
      for (long now = System.nanoTime(); now < end; done++) {
        workload.run(connected, number, rounds++);
        long then = System.nanoTime();
        if (done == times.length) {
          times = Arrays.copyOf(times, 2 * done);
        }
        times[done] = then - now;
        now = then;
      }
      return Arrays.copyOf(times, done);
    }
  }
}
