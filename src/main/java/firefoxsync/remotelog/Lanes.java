// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import firefoxsync.http.outgoing.OutgoingHttp;
import firefoxsync.remotelog.LogGround.Linked;
import firefoxsync.sync.ChangeSet;
import firefoxsync.sync.StoreRefusal;
import firefoxsync.sync.UserBsos;
import firefoxsync.sync.Written;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the work of every log, one thing at a time for each, on the threads of its provider. Callers
 * wait for no longer than the limits say, and only so many of them. Safe for concurrent use.
 */
final class Lanes implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);
  private static final Duration COME_AGAIN = Duration.ofSeconds(5);

  /** What long commits may take to be built and applied, whatever the provider does. */
  private static final Duration WORK_MAX = Duration.ofSeconds(20);

  /** Of 32 threads that answer requests, half always remain for those who wait for no provider. */
  private static final int WAITERS_MAX = 16;

  private final LogGround ground;
  private final OutgoingHttp http;
  private final Semaphore waiters = new Semaphore(WAITERS_MAX);
  private final Consumer<RunningLane> writes;
  private final Renewals renewals;

  // Mutable state, guarded by this
  private final Map<Long, Lane> lanes = new HashMap<>();
  private final Map<String, ProviderGate> gates = new HashMap<>();
  private boolean isClosed;

  /** A lane whose turn it is. */
  record RunningLane(long uid, Lane lane) {}

  /** Takes what is done with the writes that wait in a lane. */
  Lanes(LogGround ground, OutgoingHttp http, Consumer<RunningLane> writes) {
    this.ground = ground;
    this.http = http;
    this.writes = writes;
    this.renewals = new Renewals(ground, http);
  }

  /** Returns the way to the provider of a link. */
  synchronized ProviderGate gate(ProviderLink.Address address) {
    if (isClosed) {
      throw StoreRefusal.unavailable("this server is stopping", COME_AGAIN);
    }
    return gates.computeIfAbsent(
        address.provider(), it -> new ProviderGate(http, ground.clock(), ground.limits()));
  }

  Provider provider(ProviderLink link) {
    return new Provider(gate(link.address()), link.address(), Opener.of(link, renewals));
  }

  /** Has the write done in its turn, and waits for what comes of it. */
  Written write(Linked linked, Function<UserBsos, ChangeSet> decide) {
    var gate = gate(linked.link().address());
    if (!gate.enter()) {
      throw StoreRefusal.unavailable("too many wait for the provider", COME_AGAIN);
    }
    try {
      if (!waiters.tryAcquire()) {
        throw StoreRefusal.unavailable("too many wait for providers", COME_AGAIN);
      }
      try {
        var write = new Waiting(decide);
        if (!run(linked, lane -> lane.add(write))) {
          throw StoreRefusal.unavailable("too much waits for the provider", COME_AGAIN);
        }
        // Twice: what was under way when it came, and itself. Both were told how long to try.
        return write.await(ground.limits().commit().multipliedBy(2).plus(WORK_MAX));
      } finally {
        waiters.release();
      }
    } finally {
      gate.leave();
    }
  }

  /** Has the work done in its turn; false when too much waits. */
  boolean run(Linked linked, Runnable job) {
    return run(linked, lane -> lane.add(job));
  }

  /** Has the work done in its turn, and waits for its end; what it throws comes out here. */
  void runAndWait(Linked linked, Runnable job) {
    var done = new CompletableFuture<Boolean>();
    boolean isAdded = run(linked, () -> {
      try {
        job.run();
        done.complete(true);
      } catch (RuntimeException | Error e) {
        done.completeExceptionally(e);
      }
    });
    if (!isAdded) {
      throw StoreRefusal.unavailable("too much waits for the provider", COME_AGAIN);
    }
    try {
      done.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException thrown
          ? thrown
          : new IllegalStateException(e.getCause());
    }
  }

  private boolean run(Linked linked, Function<Lane, Boolean> add) {
    long uid = linked.log().uid();
    var gate = gate(linked.link().address());
    Lane lane;
    synchronized (this) {
      lane = lanes.computeIfAbsent(uid, it -> new Lane());
      if (!add.apply(lane)) {
        return false;
      }
      if (!lane.start()) {
        return true;
      }
    }
    return schedule(gate, new RunningLane(uid, lane));
  }

  private boolean schedule(ProviderGate gate, RunningLane running) {
    if (gate.run(() -> step(gate, running))) {
      return true;
    }
    running.lane().refuse(StoreRefusal.unavailable("too many logs wait", COME_AGAIN));
    end(running);
    return false;
  }

  /** Does one thing, then lets others of the same provider pass. */
  private void step(ProviderGate gate, RunningLane running) {
    try {
      var job = running.lane().job();
      if (job != null) {
        job.run();
      } else {
        writes.accept(running);
      }
    } catch (StoreRefusal e) {
      LOG.debug("the log of uid {} has to wait: {}", running.uid(), e.getMessage());
      running.lane().refuse(e);
    } catch (RuntimeException e) {
      LOG.error("the log of uid {} failed", running.uid(), e);
      running.lane().refuse(e);
    } finally {
      if (!end(running)) {
        schedule(gate, running);
      }
    }
  }

  /** Forgets the lane when it has nothing to do. */
  private synchronized boolean end(RunningLane running) {
    if (!running.lane().stop()) {
      return false;
    }
    lanes.remove(running.uid(), running.lane());
    return true;
  }

  /** Returns the ways to all providers that were asked since the start, by scheme and host. */
  synchronized Map<String, ProviderGate> gates() {
    return Map.copyOf(gates);
  }

  @Override
  public void close() {
    Map<String, ProviderGate> closing;
    Map<Long, Lane> refused;
    synchronized (this) {
      isClosed = true;
      closing = Map.copyOf(gates);
      refused = Map.copyOf(lanes);
    }
    closing.values().forEach(ProviderGate::close);
    refused
        .values()
        .forEach(
            lane -> lane.refuse(StoreRefusal.unavailable("this server is stopping", COME_AGAIN)));
  }
}
