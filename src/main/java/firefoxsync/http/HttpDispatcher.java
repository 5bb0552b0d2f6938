// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a request from its head to its answer, whatever goes wrong on the way: the one place that
 * catches. Runs on worker threads; only {@link #fault} may be called from an event loop.
 */
final class HttpDispatcher {
  /** What filters said about a head: the answer already, or null when the body may come. */
  record Admission(Exchange exchange, @Nullable Response refusal) {}

  /**
   * A request on its way: its head, and what the router found for it.
   *
   * @param filters around the route, outermost first; the table's alone without a route
   */
  record Exchange(RequestHead head, RouteMatch match, List<Filter> filters) {
    static Exchange of(RequestHead head, RouteMatch match) {
      var filters = match.table().filters();
      if (match.route() != null && !match.route().filters().isEmpty()) {
        filters = new ArrayList<>(filters);
        filters.addAll(match.route().filters());
      }
      return new Exchange(head, match, filters);
    }

    /** Returns the longest body that the route takes. */
    long bodyBytesMax() {
      return match.route() == null ? 0 : match.route().bodyBytesMax();
    }

    /** Tells whether the route takes its body in pieces. */
    boolean isStreamed() {
      return match.route() != null && match.route().handler() instanceof StreamHandler;
    }
  }

  private static final Logger log = LoggerFactory.getLogger(HttpDispatcher.class);
  private static final byte[] NO_BODY = {};

  private final Router router;
  private final Function<Throwable, HttpFault> classify;
  private final String started;
  private final AtomicLong failures = new AtomicLong();

  HttpDispatcher(Router router, Function<Throwable, HttpFault> classify, Clock clock) {
    this.router = router;
    this.classify = classify;
    this.started = Long.toHexString(clock.instant().getEpochSecond() & 0xffffff);
  }

  /** Finds the route. Cheap enough for an event loop. */
  Exchange route(RequestHead head) {
    var match = router.find(head);
    head.pathValues(match.pathValues());
    return Exchange.of(head, match);
  }

  /** Answers a request that has no body. */
  Response answer(Exchange exchange) {
    var refusal = admit(exchange).refusal();
    return refusal == null ? handle(exchange, NO_BODY) : refusal;
  }

  /** Judges the head alone. */
  Admission admit(Exchange exchange) {
    var cors = exchange.match().table().cors();
    var preflight = cors == null ? Optional.<Response>empty() : cors.preflight(exchange.head());
    if (preflight.isPresent()) {
      return new Admission(exchange, preflight.get());
    }
    try {
      exchange.head().query();
    } catch (IllegalArgumentException e) {
      return new Admission(exchange, fault(exchange, HttpFault.BAD_REQUEST));
    }
    if (exchange.match().route() == null) {
      boolean isKnown = !exchange.match().allowed().isEmpty();
      var fault = isKnown ? HttpFault.METHOD_NOT_ALLOWED : HttpFault.NOT_FOUND;
      return new Admission(exchange, fault(exchange, fault));
    }
    try {
      exchange.filters().forEach(filter -> filter.admit(exchange.head()));
      if (exchange.match().route().handler() instanceof StreamHandler streamed) {
        exchange.head().attach(BodyReceiver.class, streamed.begin(exchange.head()));
      }
      return new Admission(exchange, null);
    } catch (Throwable e) {
      return new Admission(exchange, finish(exchange, refuse(exchange, e)));
    }
  }

  /** Has the body of an admitted request go to a file of the spool until it is complete. */
  void spool(Exchange exchange, Spool spool, ByteBudget memory) {
    var head = exchange.head();
    var route = Objects.requireNonNull(exchange.match().route());
    head.attach(
        BodyReceiver.class,
        new SpooledBody(spool, memory, body -> handle(exchange, route, new Request(head, body))));
  }

  /** Hands a piece of the body on; the answer is there when the rest is not wanted. */
  Optional<Response> take(Exchange exchange, byte[] piece) {
    try {
      receiver(exchange).take(piece);
      return Optional.empty();
    } catch (Throwable e) {
      return Optional.of(finish(exchange, refuse(exchange, e)));
    }
  }

  /** Has the pieces forgotten that were handed on, unless they have become something. */
  void abandon(Exchange exchange) {
    try {
      receiver(exchange).abandon();
    } catch (RuntimeException e) {
      log.debug("{}: the pieces of its body are left to housekeeping", exchange.head(), e);
    }
  }

  /** Runs the route's handler on the whole request, or on what is left of it after the pieces. */
  Response handle(Exchange exchange, byte[] body) {
    var route = exchange.match().route();
    if (route == null) {
      throw new IllegalStateException("was not admitted: " + exchange.head());
    }
    Response answer;
    try {
      var receiver = exchange.head().attached(BodyReceiver.class);
      answer = receiver.isPresent()
          ? receiver.get().finish(body)
          : handle(exchange, route, new Request(exchange.head(), body));
    } catch (Throwable e) {
      answer = refuse(exchange, e);
    }
    return finish(exchange, answer);
  }

  private static Response handle(Exchange exchange, Route route, Request request) {
    exchange.filters().forEach(filter -> filter.check(request));
    return route.handler().handle(request);
  }

  private static BodyReceiver receiver(Exchange exchange) {
    return exchange.head().attached(BodyReceiver.class).orElseThrow();
  }

  /** Answers with a fault of HTTP itself. */
  Response fault(Exchange exchange, HttpFault fault) {
    return finish(exchange, write(exchange, fault, Optional.empty()));
  }

  private Response refuse(Exchange exchange, Throwable thrown) {
    if (thrown instanceof RuntimeException exception) {
      var refusal = exchange.match().table().errors().refusal(exception, exchange.head());
      if (refusal.isPresent()) {
        return refusal.get();
      }
    }
    var fault = thrown instanceof FaultException e ? e.fault() : classify.apply(thrown);
    if (fault != HttpFault.FAILURE) {
      log.debug("{} refused with {}: {}", exchange.head(), fault, thrown.toString());
      return write(exchange, fault, Optional.empty());
    }
    var reference = started + "-" + failures.incrementAndGet();
    log.error("{} failed, reference {}", exchange.head(), reference, thrown);
    return write(exchange, fault, Optional.of(reference));
  }

  private static Response write(Exchange exchange, HttpFault fault, Optional<String> reference) {
    var answer = exchange.match().table().errors().fault(fault, exchange.head(), reference);
    return switch (fault) {
      case METHOD_NOT_ALLOWED ->
        answer.header("Allow", String.join(", ", exchange.match().allowed()));
      case UNAVAILABLE -> answer.header("Retry-After", "" + HttpFault.RETRY_AFTER_SECONDS);
      case BAD_REQUEST, NOT_FOUND, REQUEST_TIMEOUT, BODY_TOO_LARGE, FAILURE -> answer;
    };
  }

  /** Lets the filters add to the answer, innermost first. */
  private Response finish(Exchange exchange, Response first) {
    var answer = first;
    try {
      var filters = exchange.filters();
      for (int i = filters.size() - 1; i >= 0; i--) {
        answer = filters.get(i).answer(exchange.head(), answer);
      }
    } catch (Throwable e) {
      first.body().release();
      answer = refuse(exchange, e);
    }
    var cors = exchange.match().table().cors();
    return cors == null ? answer : cors.open(exchange.head(), answer);
  }
}
