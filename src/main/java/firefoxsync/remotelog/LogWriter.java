// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import firefoxsync.remotelog.Appender.ForeignException;
import firefoxsync.remotelog.Appender.OutdatedException;
import firefoxsync.remotelog.Appender.ShorterException;
import firefoxsync.remotelog.LogGround.Linked;
import firefoxsync.sync.ChangeSet;
import firefoxsync.sync.Decision;
import firefoxsync.sync.StoreRefusal;
import firefoxsync.sync.Written;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done when it is a log's turn: earlier commits are finished, then the writes that wait. */
final class LogWriter {
  private static final Logger LOG = LoggerFactory.getLogger(LogWriter.class);
  private static final Duration COME_AGAIN = Duration.ofSeconds(5);

  /** How often a log may turn out to be another than was thought before callers are sent away. */
  private static final int ATTEMPTS_MAX = 6;

  private final LogGround ground;
  private final Providers providers;
  private final Follower follower;
  private final TokenRefusals refusals;
  private final Reserve reserve;

  /** Logs that were compared with the provider since the start; one entry a log of this server. */
  private final Set<Long> compared = ConcurrentHashMap.newKeySet();

  /** Finds the provider of a link. */
  @FunctionalInterface
  interface Providers {
    Provider of(ProviderLink link);
  }

  LogWriter(LogGround ground, Providers providers, Follower follower, Reserve reserve) {
    this.ground = ground;
    this.providers = providers;
    this.follower = follower;
    this.refusals = new TokenRefusals(ground.clock());
    this.reserve = reserve;
  }

  /** Does the writes, each of which gets its answer. */
  void write(long uid, List<Waiting> group) {
    var waiting = new ArrayList<>(group);
    try {
      for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
        // Whoever was refused, or waits no longer, wants nothing done any more.
        waiting.removeIf(Waiting::isOver);
        if (waiting.isEmpty() || attempt(uid, waiting)) {
          return;
        }
      }
      throw StoreRefusal.unavailable("the log does not settle", COME_AGAIN);
    } catch (RuntimeException e) {
      group.forEach(write -> write.refuse(e));
      if (!(e instanceof StoreRefusal)) {
        throw e;
      }
      LOG.debug("writes of uid {} are refused: {}", uid, e.getMessage());
    }
  }

  /** Tries; false when the log was not what it was taken for, and what it is, is known now. */
  private boolean attempt(long uid, List<Waiting> group) {
    var found = ground.linked(uid);
    if (found.isEmpty()) {
      // Unlinked in the meantime.
      group.forEach(write -> writeHere(uid, write));
      return true;
    }
    var linked = found.get();
    try {
      linked = ready(linked);
      return commit(linked, group);
    } catch (OutdatedException | ShorterException e) {
      LOG.debug("the log of uid {} once more: {}", uid, e.getMessage());
      return false;
    } catch (ForeignException e) {
      follower.follow(uid);
      return false;
    }
  }

  private void writeHere(long uid, Waiting write) {
    try {
      write.answer(ground.store().write(uid, write.decide()));
    } catch (RuntimeException e) {
      write.refuse(e);
    }
  }

  /**
   * Finishes what is pending, sends what the provider lacks, and opens a log that is new.
   *
   * @throws StoreRefusal when the provider cannot be written to now
   */
  Linked ready(Linked linked) {
    try {
      return readyAsItIs(linked);
    } catch (StoreRefusal e) {
      // Of what stands here some was acknowledged, so it comes first.
      if (!e.isFull() || !reserve.release(linked)) {
        throw e;
      }
      return readyAsItIs(ground.linked(linked.log().uid()).orElseThrow(OutdatedException::new));
    }
  }

  private Linked readyAsItIs(Linked linked) {
    requireOurs(linked.log());
    var gate = providers.of(linked.link()).gate();
    if (gate.rest().compareTo(Duration.ZERO) > 0) {
      throw StoreRefusal.unavailable("the provider is left alone for a while", gate.rest());
    }
    refusals.check(linked);
    var appender = appender(linked);
    if (!compared.contains(linked.log().uid())) {
      // The database may be one of an earlier day.
      appender.requireNewest(linked);
      compared.add(linked.log().uid());
    }
    var finished = appender.finish(linked);
    if (finished.log().state() == StoreLog.State.NEW) {
      finished =
          appender.append(finished, new CommitBuilder(ground, finished).bare(CommitHead.Type.OPEN));
    }
    return sendUnsent(finished);
  }

  /** Says that nothing follows: the data live elsewhere. */
  void end(Linked linked) {
    var ready = ready(linked);
    appender(ready).append(ready, new CommitBuilder(ground, ready).bare(CommitHead.Type.END));
  }

  private Linked sendUnsent(Linked linked) {
    var unsent =
        ground.database().read(tx -> new LogStore(tx).unsent(linked.log().uid()));
    return unsent.sets() == 0
        ? linked
        : appender(linked)
            .append(linked, new CommitBuilder(ground, linked).unsent(unsent.lastSeq()));
  }

  private static void requireOurs(StoreLog log) {
    if (!log.isOurs()) {
      throw StoreRefusal.unavailable("the log is " + log.state(), Appender.LONG);
    }
  }

  private Appender appender(Linked linked) {
    return new Appender(ground, providers.of(linked.link()), refusals);
  }

  /** Commits the group; false when there was room for a part of it alone, which is to be tried. */
  private boolean commit(Linked linked, List<Waiting> group) {
    var decisions = ground
        .store()
        .rehearse(linked.log().uid(), group.stream().map(Waiting::decide).toList());
    var sets = new ArrayList<ChangeSet>();
    for (int i = 0; i < group.size(); i++) {
      var decision = decisions.get(i);
      decision.refusal().ifPresent(group.get(i)::refuse);
      decision.set().filter(ChangeSet::movesTime).ifPresent(sets::add);
    }
    try {
      if (!sets.isEmpty()) {
        appender(linked).append(linked, new CommitBuilder(ground, linked).commit(sets));
        wantRoom(linked, sets);
      }
    } catch (StoreRefusal e) {
      if (!e.isFull() || !refuseWhatNeedsRoom(group, decisions, e) || !reserve.release(linked)) {
        throw e;
      }
      return false;
    }
    for (int i = 0; i < group.size(); i++) {
      answer(linked.log().uid(), group.get(i), decisions.get(i));
    }
    return true;
  }

  /** What was deleted at a full provider is to be gone there, too, and not only said to be. */
  private void wantRoom(Linked linked, List<ChangeSet> sets) {
    if (linked.link().state() == ProviderLink.State.FULL
        && sets.stream().anyMatch(ChangeSet::frees)) {
      reserve.wantRoom(linked.log().uid());
    }
  }

  /** Refuses what does not free any; true when something is left. */
  private static boolean refuseWhatNeedsRoom(
      List<Waiting> group, List<Decision> decisions, StoreRefusal refusal) {
    boolean isLeft = false;
    for (int i = 0; i < group.size(); i++) {
      boolean frees = decisions.get(i).set().filter(ChangeSet::frees).isPresent();
      isLeft |= frees;
      if (!frees) {
        group.get(i).refuse(refusal);
      }
    }
    return isLeft;
  }

  private void answer(long uid, Waiting write, Decision decision) {
    if (decision.set().isEmpty()) {
      return;
    }
    var set = decision.set().get();
    boolean isLocal = !set.movesTime() && !set.changes().isEmpty();
    write.answer(isLocal ? ground.store().write(uid, data -> set) : Written.of(set));
  }
}
