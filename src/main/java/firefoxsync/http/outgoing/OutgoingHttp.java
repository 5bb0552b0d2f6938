// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http.outgoing;

import firefoxsync.http.outgoing.OutgoingException.Kind;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Asks other servers: with limits on time, size and redirects, without cookies, caches and second
 * attempts, and never at addresses that are not public unless the administrator named them. Safe for
 * concurrent use; each call blocks its thread, for no longer than its limit.
 */
public final class OutgoingHttp implements AutoCloseable {
  private static final Capacity USUAL = new Capacity(16, 4);
  private static final long THREAD_REST_SECONDS = 30;

  private final Reach reach;
  private final String userAgent;
  private final Capacity capacity;
  private @Nullable Running running;
  private boolean isClosed;

  /**
   * How much may be under way at once.
   *
   * @param calls altogether; one more is refused
   * @param callsPerHost of these, to one host; one more waits a moment, and is refused then
   */
  public record Capacity(int calls, int callsPerHost) {}

  /** What exists from the first request on: most servers never ask anybody. */
  private record Running(Exchange exchange, ThreadPoolExecutor threads) {}

  /**
   * Takes who may be asked.
   *
   * @param version as the others may read it
   */
  public OutgoingHttp(Reach reach, String version) {
    this(reach, version, USUAL);
  }

  /** As the other, for who asks more at once, or must not wait for what others ask. */
  public OutgoingHttp(Reach reach, String version, Capacity capacity) {
    this.reach = reach;
    this.capacity = capacity;
    this.userAgent = "firefox-sync/" + version.replaceAll("[^A-Za-z0-9._~+-]", "");
  }

  /**
   * Returns the answer, whatever its status.
   *
   * @throws OutgoingException when there is none in time, or none that may be used
   */
  public OutgoingAnswer send(OutgoingRequest request, OutgoingLimits limits) {
    var parts = running();
    var call = new OutgoingCall(parts.exchange(), request, limits);
    Future<OutgoingAnswer> answer;
    try {
      answer = parts.threads().submit(call);
    } catch (RejectedExecutionException e) {
      throw new OutgoingException(Kind.BUSY, request + ": too many requests at once", e);
    }
    try {
      // On a thread of its own, because nothing can interrupt the look-up of a name.
      return answer.get(limits.total().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new OutgoingException(
          Kind.TIMED_OUT, request + ": no answer in " + limits.total().toMillis() + " ms", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OutgoingException(Kind.UNREACHABLE, request + ": interrupted", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof OutgoingException failure
          ? failure
          : new OutgoingException(Kind.UNREACHABLE, request + ": " + e.getCause(), e);
    } finally {
      if (!answer.isDone()) {
        answer.cancel(true);
        call.cancel();
      }
    }
  }

  private synchronized Running running() {
    if (isClosed) {
      throw new OutgoingException(Kind.UNREACHABLE, "this server is stopping");
    }
    if (running == null) {
      var threads = new ThreadPoolExecutor(
          0,
          capacity.calls(),
          THREAD_REST_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          new DefaultThreadFactory("outgoing", true));
      running = new Running(new Exchange(reach, userAgent, capacity), threads);
    }
    return running;
  }

  /** Breaks off what is under way; later calls are refused. */
  @Override
  public synchronized void close() {
    isClosed = true;
    if (running != null) {
      running.threads().shutdownNow();
      running.exchange().close();
    }
  }
}
