// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import firefoxsync.remotelog.LogGround.Linked;
import firefoxsync.sync.SqlReplay;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a store back from the provider alone: the newest whole checkpoint, and the commits behind
 * it. Everything is fetched first and then takes the place of what was here in one transaction.
 */
final class Rebuild {
  private static final Logger LOG = LoggerFactory.getLogger(Rebuild.class);
  private static final int AHEAD = 6;

  /** How often the log may move on under one's eyes; it does once for each checkpoint. */
  private static final int ATTEMPTS_MAX = 3;

  /** The number under which a checkpoint's parts wait in the outbox. */
  private static final long PARTS = 0;

  private final LogGround ground;
  private final Provider provider;

  Rebuild(LogGround ground, Provider provider) {
    this.ground = ground;
    this.provider = provider;
  }

  /** What a log starts from. */
  private record Start(long number, String digest, Optional<Checkpoint> checkpoint) {}

  /** What a log consists of. */
  private record Found(Start start, List<Fetched> commits) {}

  /** A commit that was fetched. */
  private record Fetched(CommitText text, LogDocument document) {}

  /**
   * Fetches the log and puts its state into the database, with another writer's name, so that it has
   * to be opened before anything is appended.
   *
   * @param linked the log as it shall be; its number and digest are found out
   */
  StoreLog run(Linked linked) {
    var log = linked.log();
    var codec = linked.link().secret().codec();
    var found = fetch(log, codec);
    var start = found.start();
    return ground.store().replay(log.uid(), replay -> {
      restore(replay, log, codec, start.checkpoint());
      var now = log.at(start.number(), start.digest());
      for (var commit : found.commits()) {
        now = replayCommit(replay, now, codec, commit);
      }
      var logs = new LogStore(replay.transaction());
      logs.dropParts(log.uid(), PARTS);
      var after = now.in(StoreLog.State.NEW).by(ground.newWriter());
      logs.save(start.checkpoint().isPresent() ? after.checkpointed(start.number()) : after);
      start.checkpoint().ifPresent(it -> logs.saveCheckpoint(log.uid(), it.text()));
      return logs.find(log.uid()).orElseThrow();
    });
  }

  /**
   * Fetches the log; anew when its writer has put its beginning elsewhere meanwhile, and taken away
   * what led there.
   */
  private Found fetch(StoreLog log, DocumentCodec codec) {
    for (int attempt = 1; ; attempt++) {
      ground.change(log.uid(), logs -> logs.clearOutbox(log.uid()));
      try {
        var start = start(log, codec);
        var commits = commits(log, codec, start);
        refuseGap(log, start.number() + commits.size());
        return new Found(start, commits);
      } catch (LogException e) {
        if (e.kind() != LogException.Kind.MISSING || attempt == ATTEMPTS_MAX) {
          throw e;
        }
        LOG.debug("the log of uid {} is read again: {}", log.uid(), e.getMessage());
      }
    }
  }

  private Start start(StoreLog log, DocumentCodec codec) {
    for (long number : StorePaths.numbers(provider.list(log.paths().checkpoints()))) {
      var checkpoint = checkpoint(log, codec, number);
      if (checkpoint.isPresent() && hasParts(log, checkpoint.get())) {
        return new Start(number, checkpoint.get().commit(), checkpoint);
      }
    }
    return new Start(0, CommitHead.NO_DIGEST, Optional.empty());
  }

  private Optional<Checkpoint> checkpoint(StoreLog log, DocumentCodec codec, long number) {
    try {
      return provider
          .get(log.paths().checkpoint(number))
          .map(found -> Checkpoint.parse(codec.decode(LogDocument.whole(found.bytes()))))
          .filter(found -> found.number() == number);
    } catch (LogException e) {
      if (e.kind() == LogException.Kind.LOCKED) {
        throw e;
      }
      // Cut off while it was written: the one before it does as well.
      return Optional.empty();
    }
  }

  /** Fetches what a checkpoint consists of; false when some of it is missing or cut off. */
  private boolean hasParts(StoreLog log, Checkpoint checkpoint) {
    try {
      fetchParts(log, checkpoint);
      return true;
    } catch (LogException e) {
      LOG.warn(
          "checkpoint {} of uid {} is passed over: {}",
          checkpoint.number(),
          log.uid(),
          e.getMessage());
      return false;
    }
  }

  private void fetchParts(StoreLog log, Checkpoint checkpoint) {
    var digests = checkpoint.digests().distinct().toList();
    for (int from = 0; from < digests.size(); from += AHEAD) {
      var some = digests.subList(from, Math.min(digests.size(), from + AHEAD));
      keep(log.uid(), PARTS, LogReader.parts(provider, log.paths(), some));
    }
  }

  private void keep(long uid, long number, List<LogDocument> parts) {
    ground.change(uid, logs -> parts.forEach(part -> logs.addPart(uid, number, part)));
  }

  /** Fetches the commits behind the start, several ahead, up to the first that is not there. */
  private List<Fetched> commits(StoreLog log, DocumentCodec codec, Start start) {
    var commits = new ArrayList<Fetched>();
    var previous = start.digest();
    boolean more = true;
    while (more) {
      long first = start.number() + commits.size() + 1;
      var running = new ArrayList<Future<Optional<LogDocument>>>();
      for (long number = first; number < first + AHEAD; number++) {
        long wanted = number;
        running.add(provider.gate().beside(() -> commit(log, wanted)));
      }
      for (var one : running) {
        var found = ProviderGate.await(one);
        more &= found.isPresent();
        if (more) {
          var commit = check(codec, found.orElseThrow(), first++, previous);
          keepParts(log, commit);
          commits.add(commit);
          previous = commit.document().digest();
        }
      }
    }
    return commits;
  }

  private Optional<LogDocument> commit(StoreLog log, long number) {
    try {
      return provider
          .get(log.paths().commit(number))
          .map(found -> LogDocument.whole(found.bytes()));
    } catch (LogException e) {
      // The newest may have been cut off before anybody was told that it is there.
      return Optional.empty();
    }
  }

  private static Fetched check(
      DocumentCodec codec, LogDocument document, long number, String previous) {
    var text = CommitText.parse(codec, document);
    if (text.head().number() != number || !text.head().previous().equals(previous)) {
      throw new LogException(
          LogException.Kind.FOREIGN, "commit " + number + " does not follow the one before it");
    }
    return new Fetched(text, document);
  }

  private void keepParts(StoreLog log, Fetched commit) {
    keep(
        log.uid(),
        commit.text().head().number(),
        LogReader.parts(provider, log.paths(), commit.text().parts()));
  }

  /** Refuses a log whose end cannot be reached: what leads to a later document was acknowledged. */
  private void refuseGap(StoreLog log, long last) {
    refuseLater(log.paths().commits(), last + 1, last);
    refuseLater(log.paths().checkpoints(), last, last);
  }

  private void refuseLater(String folder, long allowed, long last) {
    StorePaths.numbers(provider.list(folder)).stream()
        .filter(number -> number > allowed)
        .findFirst()
        .ifPresent(later -> {
          throw new LogException(
              LogException.Kind.MISSING,
              "commit " + (last + 1) + " is missing, but there is " + folder + later);
        });
  }

  private static void restore(
      SqlReplay replay, StoreLog log, DocumentCodec codec, Optional<Checkpoint> start) {
    replay.clear();
    if (start.isEmpty()) {
      return;
    }
    var logs = new LogStore(replay.transaction());
    for (var part : start.get().collections()) {
      var texts = part.digests().stream()
          .map(digest -> logs.part(log.uid(), PARTS, digest)
              .orElseThrow(() -> new LogException(LogException.Kind.MISSING, "a part is gone")))
          .map(codec::decode)
          .iterator();
      replay.restore(part.collection(), Items.read(new LineReader(texts)));
    }
    replay.times(start.get().last(), start.get().modified());
  }

  private static StoreLog replayCommit(
      SqlReplay replay, StoreLog log, DocumentCodec codec, Fetched commit) {
    var logs = new LogStore(replay.transaction());
    var number = commit.text().head().number();
    long bytes = commit.document().bytes().length;
    var entry = new OutboxEntry(number, commit.document(), bytes, List.of(), 0);
    logs.addCommitted(log.uid(), entry);
    Appender.apply(codec, replay, log, entry);
    return log.at(number, commit.document().digest());
  }
}
