// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import firefoxsync.remotelog.LogGround.Linked;
import firefoxsync.sync.SqlReplay;
import firefoxsync.sync.StoreRefusal;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins a store anew at a provider from what is in the database. Nothing may be appended. */
final class Mover {
  private static final Logger LOG = LoggerFactory.getLogger(Mover.class);
  private static final Duration COME_AGAIN = Duration.ofSeconds(5);

  private final LogGround ground;
  private final LogWriter.Providers providers;
  private final Checkpoints checkpoints;

  Mover(LogGround ground, LogWriter.Providers providers, Checkpoints checkpoints) {
    this.ground = ground;
    this.providers = providers;
    this.checkpoints = checkpoints;
  }

  /** Brings everything there and reads it back; only then does the new log take the old one's place. */
  Linked move(Linked old, ProviderLink link) {
    var log = old.log();
    var fresh = StoreLog.fresh(log.person(), log.uid(), ground.newStoreId(), log.keys())
        .by(ground.newWriter());
    var target = new Linked(fresh, link);
    var open = new CommitBuilder(ground, target).bare(CommitHead.Type.OPEN).document();
    publish(target, open);
    var opened = target.with(fresh.at(fresh.number() + 1, open.digest()).in(StoreLog.State.OPEN));
    var checkpoint = checkpoints.takeAll(opened);
    checkpoints.upload(opened, checkpoint);
    var filled = opened.with(opened.log().checkpointed(checkpoint.number()));
    // The link first: with it alone, the new provider would be taken for one that lost everything.
    keep(link);
    boolean isMoved = false;
    try {
      isMoved =
          ground.store().replay(log.uid(), replay -> replace(replay, log, filled, checkpoint));
    } finally {
      if (!isMoved) {
        keep(old.link());
      }
    }
    if (!isMoved) {
      throw StoreRefusal.unavailable("somebody wrote meanwhile: again", COME_AGAIN);
    }
    return filled;
  }

  private boolean replace(SqlReplay replay, StoreLog old, Linked filled, Checkpoint checkpoint) {
    var logs = new LogStore(replay.transaction());
    boolean isUnchanged = logs.find(old.uid()).filter(old::equals).isPresent()
        && replay.last().equals(checkpoint.last());
    if (isUnchanged) {
      logs.delete(old.uid());
      logs.save(filled.log());
      logs.saveCheckpoint(old.uid(), checkpoint.text());
    }
    return isUnchanged;
  }

  private void keep(ProviderLink link) {
    ground.database().write(tx -> {
      new LinkStore(tx, ground.seal()).save(link);
      return true;
    });
  }

  private void publish(Linked linked, LogDocument commit) {
    var outcome =
        publisher(linked).publish(linked.log().number() + 1, commit, List.of(), digest -> commit);
    if (outcome != Publisher.Outcome.LANDED) {
      throw new Appender.ForeignException();
    }
  }

  private Publisher publisher(Linked linked) {
    return new Publisher(
        providers.of(linked.link()),
        linked.log().paths(),
        ground.limits(),
        linked.link().traits().isAtomic());
  }

  /** Says in the old log that nothing follows, if its provider lets us; where the data went is not told. */
  void end(Linked old) {
    if (old.log().number() == 0) {
      return;
    }
    try {
      publish(old, new CommitBuilder(ground, old).bare(CommitHead.Type.END).document());
    } catch (RuntimeException e) {
      LOG.debug("the old log of uid {} ends unsaid: {}", old.log().uid(), e.toString());
    }
  }
}
