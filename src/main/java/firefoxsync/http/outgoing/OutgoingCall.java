// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http.outgoing;

import firefoxsync.http.outgoing.OutgoingException.Kind;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A request followed to where its answer is. */
final class OutgoingCall implements Callable<OutgoingAnswer> {
  private final Exchange exchange;
  private final OutgoingRequest request;
  private final OutgoingLimits limits;
  private @Nullable Runnable stop;
  private boolean isCancelled;

  OutgoingCall(Exchange exchange, OutgoingRequest request, OutgoingLimits limits) {
    this.exchange = exchange;
    this.request = request;
    this.limits = limits;
  }

  @Override
  public OutgoingAnswer call() {
    var asked = request;
    for (int redirects = 0; redirects <= limits.redirectsMax(); redirects++) {
      var answer = exchange.send(asked, limits, this::begin);
      var next = Redirect.next(asked, answer);
      if (next.isEmpty()) {
        return answer;
      }
      asked = next.get();
    }
    throw new OutgoingException(
        Kind.BAD_REDIRECT, request + ": more than " + limits.redirectsMax() + " redirects");
  }

  private synchronized void begin(Runnable stopIt) {
    if (isCancelled) {
      throw new OutgoingException(Kind.TIMED_OUT, request + ": cancelled");
    }
    stop = stopIt;
  }

  /** Ends it from another thread. */
  synchronized void cancel() {
    isCancelled = true;
    if (stop != null) {
      stop.run();
    }
  }
}
