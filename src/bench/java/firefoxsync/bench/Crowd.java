// SPDX-License-Identifier: MPL-2.0
package firefoxsync.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Browsers that work at the same time, each on a connection and a thread of its own. */
final class Crowd {
  private final Target target;
  private final int browsers;

  Crowd(Target target, int browsers) {
    this.target = target;
    this.browsers = browsers;
  }

  /** Has all of them work for so long, the first part of it unmeasured. */
  Times run(Workload workload, double warmUpSeconds, double seconds) throws IOException {
    var pool = Executors.newFixedThreadPool(browsers);
    try {
      var ready = new CyclicBarrier(browsers);
      var running = new ArrayList<Future<long[]>>();
      for (int i = 0; i < browsers; i++) {
        int number = i;
        running.add(pool.submit(() -> {
          try (var browser = new Browser(target)) {
            workload.prepare(browser, number);
            ready.await();
            var end = System.nanoTime() + (long) (warmUpSeconds * 1e9);
            int rounds = work(workload, browser, number, 0, end).length;
            return work(workload, browser, number, rounds, end + (long) (seconds * 1e9));
          } catch (IOException | RuntimeException e) {
            ready.reset();
            throw e;
          }
        }));
      }
      var times = new ArrayList<long[]>();
      for (var browser : running) {
        times.add(browser.get());
      }
      return Times.of(times, seconds);
    } catch (ExecutionException | InterruptedException e) {
      throw new IOException(workload.name() + " with " + browsers + " browsers: " + e, e);
    } finally {
      pool.shutdownNow();
    }
  }

  private static long[] work(Workload workload, Browser browser, int number, int first, long end)
      throws IOException {
    var times = new long[1024];
    int rounds = 0;
    for (long now = System.nanoTime(); now < end; rounds++) {
      workload.run(browser, number, first + rounds);
      long done = System.nanoTime();
      if (rounds == times.length) {
        times = Arrays.copyOf(times, 2 * rounds);
      }
      times[rounds] = done - now;
      now = done;
    }
    return Arrays.copyOf(times, rounds);
  }
}
