// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import firefoxsync.http.outgoing.OutgoingAnswer;
import firefoxsync.http.outgoing.OutgoingException;
import firefoxsync.http.outgoing.OutgoingHttp;
import firefoxsync.http.outgoing.OutgoingLimits;
import firefoxsync.http.outgoing.OutgoingRequest;
import firefoxsync.remotelog.ProviderException.Kind;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to one provider, for all who have linked a storage there: threads, pauses and counters of
 * its own, so that one that is down stops nobody else. Safe for concurrent use.
 */
final class ProviderGate implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ProviderGate.class);

  static final int LANES_MAX = 4;
  static final int PARTS_MAX = 4;
  private static final int WAITING_LANES_MAX = 1024;
  private static final int WAITING_PARTS_MAX = 4096;
  private static final long THREAD_REST_SECONDS = 10;
  private static final long STOP_SECONDS_MAX = 3;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration PAUSE_MAX = Duration.ofMinutes(1);

  private final OutgoingHttp http;
  private final Clock clock;
  private final RemoteLogLimits limits;
  private final ThreadPoolExecutor lanes;
  private final ThreadPoolExecutor parts;
  private final Semaphore waiters;
  private final AtomicLong requests = new AtomicLong();
  private final Map<Kind, Long> failed = new ConcurrentHashMap<>();

  // Mutable state, guarded by this
  private int attempts;
  private long restUntil;

  ProviderGate(OutgoingHttp http, Clock clock, RemoteLogLimits limits) {
    this.http = http;
    this.clock = clock;
    this.limits = limits;
    this.lanes = threads("remote-log", LANES_MAX, WAITING_LANES_MAX);
    this.parts = threads("remote-log-part", PARTS_MAX, WAITING_PARTS_MAX);
    this.waiters = new Semaphore(limits.waitersMax());
  }

  private static ThreadPoolExecutor threads(String name, int max, int waitingMax) {
    var number = new AtomicLong();
    var pool = new ThreadPoolExecutor(
        max,
        max,
        THREAD_REST_SECONDS,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(waitingMax),
        work -> {
          var thread = new Thread(work, name + "-" + number.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        });
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /** Asks, whatever the answer is. */
  OutgoingAnswer send(OutgoingRequest request, int bodyBytesMax) {
    requests.incrementAndGet();
    try {
      return http.send(request, new OutgoingLimits(limits.request(), bodyBytesMax, 0));
    } catch (OutgoingException e) {
      count(Kind.UNREACHABLE);
      throw new ProviderException(Kind.UNREACHABLE, String.valueOf(e.getMessage()), e);
    }
  }

  /** Counts a request that was not done. */
  void count(Kind kind) {
    failed.merge(kind, 1L, Long::sum);
  }

  /** Returns how many requests were not done, by why. */
  Map<Kind, Long> failures() {
    return Map.copyOf(failed);
  }

  /** Returns how many requests were made. */
  long requests() {
    return requests.get();
  }

  /** Returns how long nobody shall ask; zero or less when one may. */
  synchronized Duration rest() {
    return Duration.ofMillis(restUntil - clock.millis());
  }

  /** Notes that the provider did what it was asked. */
  synchronized void worked() {
    attempts = 0;
    restUntil = 0;
  }

  /** Notes that it did not although it was given time; returns how long to leave it alone. */
  synchronized Duration failed(ProviderException failure) {
    var doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts, 6));
    attempts++;
    var pause = failure.retryAfter().orElse(doubled.compareTo(PAUSE_MAX) < 0 ? doubled : PAUSE_MAX);
    restUntil = Math.max(restUntil, clock.millis() + pause.toMillis());
    return pause;
  }

  /** Lets one more caller wait for the provider; false when as many as may do so already. */
  boolean enter() {
    return waiters.tryAcquire();
  }

  void leave() {
    waiters.release();
  }

  /** Runs the work on one of the gate's threads; false when too much waits already. */
  boolean run(Runnable work) {
    try {
      lanes.execute(work);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  /** Runs the work beside that of the caller. */
  <T> Future<T> beside(Callable<T> work) {
    return parts.submit(work);
  }

  /** Waits for work that runs beside. */
  static <T> T await(Future<T> work) {
    try {
      return work.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProviderException(Kind.UNREACHABLE, "this server is stopping", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException thrown) {
        throw thrown;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Breaks off what is under way, and waits a little until it has noticed. */
  @Override
  public void close() {
    lanes.shutdownNow();
    parts.shutdownNow();
    try {
      if (!lanes.awaitTermination(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
        LOG.warn("a log is still busy after {} s", STOP_SECONDS_MAX);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
