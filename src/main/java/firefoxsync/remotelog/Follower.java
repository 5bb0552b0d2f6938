// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import firefoxsync.remotelog.LogGround.Linked;
import firefoxsync.sync.StoreRefusal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the commits that another server, or an earlier life of this one, has appended to a log. */
final class Follower {
  private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
  private static final Duration COME_AGAIN = Duration.ofSeconds(5);

  private final LogGround ground;
  private final LogWriter.Providers providers;

  Follower(LogGround ground, LogWriter.Providers providers) {
    this.ground = ground;
    this.providers = providers;
  }

  /**
   * Brings the log up to what the provider has. Who wrote it last keeps it: when that was somebody
   * else, nothing more is written here.
   */
  Linked follow(long uid) {
    var linked = ground
        .linked(uid)
        .orElseThrow(() -> StoreRefusal.unavailable("the link has just ended", COME_AGAIN));
    try {
      while (true) {
        var next = next(linked);
        if (next.isEmpty()) {
          return isOvertaken(providers.of(linked.link()), linked.log()) ? leap(linked) : linked;
        }
        linked = apply(linked, next.get());
      }
    } catch (ProviderException e) {
      var pause = providers.of(linked.link()).gate().failed(e);
      throw StoreRefusal.unavailable(String.valueOf(e.getMessage()), pause);
    }
  }

  /**
   * Tells whether the log has a checkpoint beyond what is known of it. The commits that lead there
   * may be gone, so that the next number looks free.
   */
  static boolean isOvertaken(Provider provider, StoreLog log) {
    return StorePaths.numbers(provider.list(log.paths().checkpoints())).stream()
        .anyMatch(number -> number > log.number());
  }

  /** Goes on from the newest checkpoint. */
  private Linked leap(Linked linked) {
    var log = linked.log();
    boolean isOurs = log.state() == StoreLog.State.NEW;
    var provider = providers.of(linked.link());
    var rebuilt = new Rebuild(ground, provider).run(linked);
    if (isOurs || isWriter(linked, provider, rebuilt.number())) {
      return linked.with(rebuilt);
    }
    LOG.warn("another server has taken over the log of uid {}: writes are refused", log.uid());
    var taken = rebuilt.in(StoreLog.State.TAKEN);
    ground.change(log.uid(), logs -> logs.save(taken));
    return linked.with(taken);
  }

  /** Tells whether the database's own earlier life wrote the commit; false when it is gone. */
  private static boolean isWriter(Linked linked, Provider provider, long number) {
    var codec = linked.link().secret().codec();
    return provider
        .get(linked.log().paths().commit(number))
        .map(found ->
            CommitText.parse(codec, LogDocument.whole(found.bytes())).head().writer())
        .filter(linked.log().writer()::equals)
        .isPresent();
  }

  private Optional<LogDocument> next(Linked linked) {
    var path = linked.log().paths().commit(linked.log().number() + 1);
    try {
      return providers.of(linked.link()).get(path).map(found -> LogDocument.whole(found.bytes()));
    } catch (LogException e) {
      // Somebody is writing it, or has failed to: it is no commit.
      return Optional.empty();
    }
  }

  private Linked apply(Linked linked, LogDocument document) {
    var codec = linked.link().secret().codec();
    var log = linked.log();
    CommitText text;
    try {
      text = CommitText.parse(codec, document);
    } catch (LogException e) {
      return forked(linked);
    }
    if (text.head().number() != log.number() + 1 || !text.head().previous().equals(log.digest())) {
      return forked(linked);
    }
    var parts = LogReader.parts(providers.of(linked.link()), log.paths(), text.parts());
    StoreLog after = ground.store().replay(log.uid(), replay -> {
      var logs = new LogStore(replay.transaction());
      if (logs.find(log.uid()).filter(log::equals).isEmpty()) {
        throw new Appender.OutdatedException();
      }
      // What was pending here has lost its place.
      logs.pending(log.uid()).ifPresent(lost -> logs.drop(log.uid(), lost.number()));
      logs.dropUnsent(log.uid(), Long.MAX_VALUE);
      var next = commit(text, document, log);
      var entry =
          new OutboxEntry(next.number(), document, LogReader.bytes(document, parts), List.of(), 0);
      parts.forEach(part -> logs.addPart(log.uid(), entry.number(), part));
      logs.addCommitted(log.uid(), entry);
      Appender.apply(codec, replay, log, entry);
      logs.save(next);
      return next;
    });
    return linked.with(after);
  }

  private StoreLog commit(CommitText text, LogDocument document, StoreLog log) {
    var next = log.at(text.head().number(), document.digest());
    if (text.head().writer().equals(log.writer())) {
      // An earlier life of this database went further: what it wrote is ours, its name is not.
      return next.in(StoreLog.State.NEW).by(ground.newWriter());
    }
    if (log.state() == StoreLog.State.NEW && text.head().type() != CommitHead.Type.OPEN) {
      return next;
    }
    LOG.warn("another server has taken over the log of uid {}: writes are refused", log.uid());
    return next.in(StoreLog.State.TAKEN);
  }

  private Linked forked(Linked linked) {
    LOG.error(
        "the log of uid {} at the provider contradicts the one here: writes are refused",
        linked.log().uid());
    var forked = linked.log().in(StoreLog.State.FORKED);
    ground.change(forked.uid(), logs -> {
      logs.pending(forked.uid()).ifPresent(lost -> logs.drop(forked.uid(), lost.number()));
      logs.save(forked);
    });
    throw StoreRefusal.unavailable("the log is " + forked.state(), Appender.LONG);
  }
}
