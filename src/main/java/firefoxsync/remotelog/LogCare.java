// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import firefoxsync.remotelog.LogGround.Linked;
import firefoxsync.sync.StoreRefusal;
import firefoxsync.sync.UserBsos;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What logs need beside writes: ends of what was begun, checkpoints, a look at the provider now and then. */
final class LogCare implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LogCare.class);
  private static final int LOGS_STEP = 50;

  /** How often the provider is asked whether it still has what was changed since the last look. */
  private static final long CHECK_MILLIS = Duration.ofHours(1).toMillis();

  /** How often it is asked although nothing was changed since. */
  private static final long CHECK_IDLE_MILLIS = Duration.ofDays(1).toMillis();

  /** How often a log that another server writes is followed. */
  private static final long FOLLOW_MILLIS = Duration.ofMinutes(1).toMillis();

  private final LogGround ground;
  private final Lanes lanes;
  private final LogWriter writer;
  private final Follower follower;
  private final Checkpoints checkpoints;
  private final AccountKeeper accounts;
  private final Reserve reserve;
  private final AtomicLong nextUid = new AtomicLong();

  /** Logs whose checkpoint is on its way. */
  private final Set<Long> publishing = ConcurrentHashMap.newKeySet();

  /** When each log was last looked at; one entry a log of this server. */
  private final Map<Long, Look> looks = new ConcurrentHashMap<>();

  private final ScheduledThreadPoolExecutor timer;

  private record Look(long at, long number) {}

  LogCare(LogGround ground, Lanes lanes, LogWriter writer, Follower follower, Parts parts) {
    this.ground = ground;
    this.lanes = lanes;
    this.writer = writer;
    this.follower = follower;
    this.checkpoints = parts.checkpoints();
    this.accounts = parts.accounts();
    this.reserve = parts.reserve();
    this.timer = new ScheduledThreadPoolExecutor(
        1,
        work -> {
          var thread = new Thread(work, "remote-log-timer");
          thread.setDaemon(true);
          return thread;
        },
        new ThreadPoolExecutor.DiscardPolicy());
  }

  /** What is written beside commits. */
  record Parts(Checkpoints checkpoints, AccountKeeper accounts, Reserve reserve) {}

  /** Has a checkpoint written when there is enough for one. */
  void checkpointIfDue(Linked linked) {
    long uid = linked.log().uid();
    if (!publishing.contains(uid) && isDue(linked.log())) {
      lanes.run(linked, () -> checkpoint(uid));
    }
  }

  private boolean isDue(StoreLog log) {
    boolean isRoomWanted = reserve.isRoomWanted(log.uid())
        && log.state() == StoreLog.State.OPEN
        && log.number() > log.checkpoint();
    return isRoomWanted || checkpoints.isDue(log);
  }

  /** Takes the state in the lane, and brings it to the provider beside it. */
  private void checkpoint(long uid) {
    var found = ground.linked(uid);
    if (found.isEmpty() || !isDue(found.get().log()) || !publishing.add(uid)) {
      return;
    }
    send(found.get());
  }

  /** Has the checkpoint brought to the provider, whose place among those on their way is taken. */
  private void send(Linked linked) {
    boolean isRunning = false;
    try {
      var checkpoint = checkpoints.take(linked);
      var gate = lanes.gate(linked.link().address());
      isRunning =
          checkpoint.isPresent() && gate.run(() -> publish(gate, linked, checkpoint.orElseThrow()));
    } finally {
      if (!isRunning) {
        publishing.remove(linked.log().uid());
      }
    }
  }

  private void publish(ProviderGate gate, Linked linked, Checkpoint checkpoint) {
    long uid = linked.log().uid();
    boolean isTooLong = false;
    try {
      publish(linked, checkpoint);
      lanes.run(linked, () -> afterwards(linked));
    } catch (ProviderException e) {
      LOG.debug("no checkpoint of uid {}: {}", uid, e.getMessage());
      isTooLong = e.kind() == ProviderException.Kind.TOO_LARGE;
      if (!isTooLong) {
        gate.failed(e);
      }
    } catch (LogException | StoreRefusal e) {
      LOG.warn("no checkpoint of uid {}: {}", uid, e.getMessage());
    } finally {
      if (!isTooLong || !inTurn(linked, () -> again(linked))) {
        publishing.remove(uid);
      }
    }
  }

  /** Writes the checkpoint in shorter documents, unless none is of any use; on its way meanwhile. */
  private void again(Linked linked) {
    long uid = linked.log().uid();
    boolean isSent = false;
    try {
      ground.note(linked.link().shorter());
      var now = ground
          .linked(uid)
          .filter(found -> found.link().state() != ProviderLink.State.UNUSABLE)
          .filter(found -> isDue(found.log()));
      isSent = now.isPresent();
      now.ifPresent(this::send);
    } finally {
      if (!isSent) {
        publishing.remove(uid);
      }
    }
  }

  private void publish(Linked linked, Checkpoint checkpoint) {
    long uid = linked.log().uid();
    try {
      checkpoints.publish(linked, checkpoint, reserve.isRoomWanted(uid));
    } catch (ProviderException e) {
      if (e.kind() != ProviderException.Kind.FULL || !reserve.release(linked)) {
        throw e;
      }
      checkpoints.publish(linked, checkpoint, true);
    }
    reserve.hasMadeRoom(uid);
  }

  private void afterwards(Linked linked) {
    try {
      checkpoints.deleteParts(linked);
      ground.linked(linked.log().uid()).ifPresent(reserve::keep);
    } catch (ProviderException | LogException e) {
      // The next checkpoint's turn.
      LOG.debug("old parts of uid {} stay: {}", linked.log().uid(), e.getMessage());
    }
  }

  /** Tells how much of a checkpoint has been sent; nothing while none is on its way. */
  OptionalInt percentSent(long uid) {
    return checkpoints.percentSent(uid);
  }

  /** Tells whether a checkpoint is on its way. */
  boolean isPublishing(long uid) {
    return publishing.contains(uid);
  }

  /** Has what the provider lacks sent, and the rest looked after, a little later. */
  void tidySoon(Linked linked) {
    var unused = timer.schedule(
        () -> inTurn(linked, () -> tidy(linked.log().uid())),
        ground.limits().gather().toMillis(),
        TimeUnit.MILLISECONDS);
  }

  /** Has the work done in the log's turn; false when too much waits for it already. */
  private boolean inTurn(Linked linked, Runnable work) {
    try {
      lanes.run(linked, work);
      return true;
    } catch (StoreRefusal e) {
      LOG.debug("the log of uid {} has to wait: {}", linked.log().uid(), e.getMessage());
      return false;
    }
  }

  /** Finishes what is pending, sends what is missing, writes a checkpoint when one is due. */
  private void tidy(long uid) {
    var linked = ground.linked(uid);
    if (linked.isEmpty()) {
      return;
    }
    try {
      var ready = writer.ready(linked.get());
      accounts.keep(ready, lanes.provider(ready.link()));
      checkpointIfDue(ready);
      if (!publishing.contains(uid)) {
        reserve.keep(ready);
      }
    } catch (Appender.ForeignException e) {
      follower.follow(uid);
    } catch (Appender.OutdatedException
        | Appender.ShorterException
        | ProviderException
        | StoreRefusal e) {
      // The next round finds it as it is then.
      LOG.debug("the log of uid {} has to wait: {}", uid, e.getMessage());
    }
  }

  /** Has looked, in the log's turn, whether the provider still has everything. */
  void checkSoon(Linked linked) {
    looks.put(linked.log().uid(), new Look(ground.clock().millis(), linked.log().number()));
    inTurn(linked, () -> check(linked.log().uid()));
  }

  private void check(long uid) {
    var linked = ground.linked(uid);
    if (linked.isEmpty()
        || linked.get().log().state() != StoreLog.State.OPEN
        || publishing.contains(uid)) {
      return;
    }
    try {
      if (new Repair(ground, lanes.provider(linked.get().link()), linked.get()).run()) {
        ground.linked(uid).ifPresent(this::checkpointIfDue);
      }
    } catch (ProviderException e) {
      LOG.debug("the log of uid {} cannot be checked: {}", uid, e.getMessage());
    }
  }

  /** Looks after some logs; true when there are more. */
  boolean upkeep() {
    var some = ground.database().read(tx -> new LogStore(tx).some(nextUid.get(), LOGS_STEP));
    some.forEach(log -> ground.linked(log.uid()).ifPresent(this::care));
    nextUid.set(some.size() < LOGS_STEP ? 0 : some.get(some.size() - 1).uid() + 1);
    return some.size() == LOGS_STEP;
  }

  private void care(Linked linked) {
    long uid = linked.log().uid();
    boolean isRetired = ground.store().read(uid, UserBsos::isRetired);
    if (isRetired) {
      inTurn(linked, () -> sweep(linked));
      return;
    }
    switch (linked.log().state()) {
      case FORKED -> LOG.debug("the log of uid {} waits for somebody to decide", uid);
      case TAKEN -> followNowAndThen(linked);
      case NEW, FILLING -> inTurn(linked, () -> tidy(uid));
      case OPEN -> careForOpen(linked);
    }
  }

  private void careForOpen(Linked linked) {
    long uid = linked.log().uid();
    boolean isNeeded = accounts.isDue(linked)
        || reserve.isDue(linked)
        || ground.database().read(tx -> {
          var logs = new LogStore(tx);
          return logs.pending(uid).isPresent() || logs.unsent(uid).sets() > 0;
        });
    if (isNeeded) {
      inTurn(linked, () -> tidy(uid));
    }
    var look = looks.get(uid);
    boolean isIdle = look != null && look.number() == linked.log().number();
    long every = isIdle ? CHECK_IDLE_MILLIS : CHECK_MILLIS;
    if (look == null || ground.clock().millis() - look.at() >= every) {
      checkSoon(linked);
    }
  }

  private void followNowAndThen(Linked linked) {
    long uid = linked.log().uid();
    long now = ground.clock().millis();
    var look = looks.get(uid);
    if (look == null || now - look.at() >= FOLLOW_MILLIS) {
      looks.put(uid, new Look(now, linked.log().number()));
      inTurn(linked, () -> follow(uid));
    }
  }

  private void follow(long uid) {
    try {
      follower.follow(uid);
    } catch (StoreRefusal | LogException e) {
      LOG.debug("the log of uid {} cannot be followed: {}", uid, e.getMessage());
    }
  }

  /** Deletes a store whose key set is no longer in use, then forgets it. */
  private void sweep(Linked linked) {
    var provider = lanes.provider(linked.link());
    var paths = linked.log().paths();
    try {
      for (var folder : List.of(
          paths.checkpoints(),
          paths.commits(),
          paths.parts(),
          paths.accounts(),
          paths.reserves())) {
        provider.list(folder).forEach(name -> provider.delete(folder + name));
      }
      ground.change(linked.log().uid(), logs -> logs.delete(linked.log().uid()));
      looks.remove(linked.log().uid());
    } catch (ProviderException e) {
      LOG.debug("an old store of uid {} stays: {}", linked.log().uid(), e.getMessage());
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
