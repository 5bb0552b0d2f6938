// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import firefoxsync.http.JsonWriter;
import firefoxsync.remotelog.LogGround.Linked;
import firefoxsync.sync.SqlSnapshot;
import firefoxsync.sync.StoreHead;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Writes a log's state whole now and then, so that the commits before it can go. The state is taken
 * while nothing is appended; the rest takes its time.
 */
final class Checkpoints {
  /** The number of a checkpoint's parts in the outbox. */
  private static final long ON_ITS_WAY = 0;

  private static final long BYTES_MIN = 1024 * 1024;

  /** So many times the usual number of commits are worth a checkpoint however large it is. */
  private static final long PATIENCE = 8;

  private final LogGround ground;
  private final LogWriter.Providers providers;

  /** How far uploads are; one entry for each that is under way. */
  private final Map<Long, Progress> uploads = new ConcurrentHashMap<>();

  /** How many of so many parts were begun. */
  private record Progress(int parts, AtomicInteger begun) {
    int percent() {
      return Math.min(100, 100 * begun.get() / parts);
    }
  }

  Checkpoints(LogGround ground, LogWriter.Providers providers) {
    this.ground = ground;
    this.providers = providers;
  }

  /** Tells whether there is enough since the last one. */
  boolean isDue(StoreLog log) {
    if (log.state() == StoreLog.State.FILLING) {
      return true;
    }
    if (log.state() != StoreLog.State.OPEN) {
      return false;
    }
    var since = ground.database().read(tx -> new LogStore(tx).sinceCheckpoint(log));
    if (since.commits() < ground.limits().checkpointCommits() && since.bytes() < BYTES_MIN) {
      return false;
    }
    // Else many small changes would have much that is unchanged written again and again.
    return since.bytes() * 4 >= liveBytes(log.uid())
        || since.commits() >= ground.limits().checkpointCommits() * PATIENCE;
  }

  private long liveBytes(long uid) {
    return ground.store().read(uid, data -> data.usedBytes());
  }

  /**
   * Writes down, here, the state as it is after the log's last commit. Nothing may be appended.
   *
   * @return nothing while there is something here that is in no commit yet: whoever began with such a
   *     checkpoint would meet it again in the next commit
   */
  Optional<Checkpoint> take(Linked linked) {
    long uid = linked.log().uid();
    ground.change(uid, logs -> logs.dropParts(uid, ON_ITS_WAY));
    return ground.store().snapshot(uid, snapshot -> {
      var logs = new LogStore(snapshot.transaction());
      return logs.unsent(uid).sets() > 0
          ? Optional.empty()
          : Optional.of(take(linked, snapshot, logs.checkpoint(uid)));
    });
  }

  /** Writes down everything that is here for a log that begins with it. */
  Checkpoint takeAll(Linked linked) {
    long uid = linked.log().uid();
    ground.change(uid, logs -> logs.dropParts(uid, ON_ITS_WAY));
    return ground.store().snapshot(uid, snapshot -> take(linked, snapshot, Optional.empty()));
  }

  private Checkpoint take(Linked linked, SqlSnapshot snapshot, Optional<Checkpoint> known) {
    var log = linked.log();
    var head = snapshot.head();
    var parts = head.collections().stream()
        .map(collection ->
            unchanged(known, collection).orElseGet(() -> part(linked, snapshot, collection)))
        .toList();
    return new Checkpoint(
        log.number(), log.digest(), head.last(), head.modified(), log.keys(), parts);
  }

  private static Optional<Checkpoint.Part> unchanged(
      Optional<Checkpoint> known, StoreHead.Collection collection) {
    return known.stream()
        .flatMap(checkpoint -> checkpoint.collections().stream())
        .filter(part -> part.collection().equals(collection))
        .findFirst();
  }

  private Checkpoint.Part part(
      Linked linked, SqlSnapshot snapshot, StoreHead.Collection collection) {
    var writer = new PartWriter(
        linked.link().secret().codec(),
        linked.link().traits().documentBytesMax(),
        part -> keep(linked.log().uid(), part));
    try (var json = JsonWriter.to(writer)) {
      snapshot.items(collection.name(), item -> Items.write(json, item));
    }
    return new Checkpoint.Part(collection, writer.finish());
  }

  private void keep(long uid, LogDocument part) {
    ground.change(uid, logs -> logs.addPart(uid, ON_ITS_WAY, part));
  }

  /**
   * Brings a checkpoint to the provider, and lets go of what it makes needless.
   *
   * @param isAlone whether the one before it goes, too, since room is scarce
   */
  void publish(Linked linked, Checkpoint checkpoint, boolean isAlone) {
    upload(linked, checkpoint);
    if (note(linked.log(), checkpoint, isAlone)) {
      deleteCommits(linked, providers.of(linked.link()));
    }
  }

  /** Tells how much of a log's checkpoint has been sent; nothing while none is on its way. */
  OptionalInt percentSent(long uid) {
    var progress = uploads.get(uid);
    return progress == null ? OptionalInt.empty() : OptionalInt.of(progress.percent());
  }

  /** Brings a checkpoint to the provider, and reads it back. */
  void upload(Linked linked, Checkpoint checkpoint) {
    long uid = linked.log().uid();
    var provider = providers.of(linked.link());
    var paths = linked.log().paths();
    var fresh = ground.database().read(tx -> new LogStore(tx).parts(uid, ON_ITS_WAY));
    var publisher = new Publisher(provider, paths, ground.limits(), true);
    var progress = new Progress(Math.max(1, fresh.size()), new AtomicInteger());
    Function<String, LogDocument> part = digest -> {
      progress.begun().incrementAndGet();
      return ground
          .database()
          .read(tx -> new LogStore(tx).part(uid, ON_ITS_WAY, digest))
          .orElseThrow(() -> new LogException(LogException.Kind.MISSING, "a part is gone"));
    };
    uploads.put(uid, progress);
    try {
      publisher.uploadParts(fresh, part);
    } finally {
      uploads.remove(uid);
    }
    // Before the checkpoint names them: whoever begins with it needs all of them.
    LogReader.parts(provider, paths, fresh);
    var document = linked.link().secret().codec().encode(checkpoint.text());
    var path = paths.checkpoint(checkpoint.number());
    if (!provider.create(path, document.bytes())) {
      // Of an earlier attempt, perhaps cut off; whichever it is, this one is right.
      var found = provider.get(path);
      provider.replace(path, document.bytes(), found.flatMap(Provider.Fetched::etag));
    }
    verify(provider, path, document);
  }

  private static void verify(Provider provider, String path, LogDocument sent) {
    var found = provider.get(path);
    if (found.isEmpty() || !Arrays.equals(found.get().bytes(), sent.bytes())) {
      throw new LogException(LogException.Kind.FOREIGN, "the checkpoint is not what was sent");
    }
  }

  /** Remembers a checkpoint that is there for sure; false when the log is another by now. */
  private boolean note(StoreLog taken, Checkpoint checkpoint, boolean isAlone) {
    long uid = taken.uid();
    return ground.decide(uid, logs -> {
      var log = logs.find(uid).filter(StoreLog::isOurs).filter(now -> now.storeId()
          .equals(taken.storeId()));
      if (log.isEmpty()) {
        return false;
      }
      var both = log.get().checkpointed(checkpoint.number()).in(StoreLog.State.OPEN);
      var after = isAlone ? both.withoutEarlierCheckpoint() : both;
      logs.save(after);
      logs.saveCheckpoint(uid, checkpoint.text());
      // Those since the one before stay: should the newest be lost, they lead from it to here.
      logs.dropTo(uid, after.earlierCheckpoint());
      logs.dropParts(uid, ON_ITS_WAY);
      return true;
    });
  }

  /** Deletes the commits that the older one of the two checkpoints makes needless, and others. */
  private void deleteCommits(Linked linked, Provider provider) {
    var paths = linked.log().paths();
    long kept = ground
        .database()
        .read(tx -> new LogStore(tx).find(linked.log().uid()))
        .map(StoreLog::earlierCheckpoint)
        .orElse(0L);
    if (kept > 0) {
      var commits = StorePaths.numbers(provider.list(paths.commits())).stream()
          .filter(number -> number <= kept)
          .map(paths::commit);
      var checkpoints = StorePaths.numbers(provider.list(paths.checkpoints())).stream()
          .filter(number -> number < kept)
          .map(paths::checkpoint);
      delete(provider, Stream.concat(commits, checkpoints));
    }
  }

  /**
   * Deletes the parts that neither of the two newest checkpoints, nor a commit behind the older one,
   * needs. Nothing may be appended.
   */
  void deleteParts(Linked linked) {
    long uid = linked.log().uid();
    var provider = providers.of(linked.link());
    var paths = linked.log().paths();
    var known = ground.database().read(tx -> {
      var logs = new LogStore(tx);
      return new Known(logs.find(uid), logs.checkpoint(uid), new HashSet<>(logs.allParts(uid)));
    });
    if (known.log().isEmpty() || known.log().get().state() != StoreLog.State.OPEN) {
      return;
    }
    var needed = known.outbox();
    known.newest().ifPresent(checkpoint -> checkpoint.digests().forEach(needed::add));
    needed.addAll(digests(linked, provider, known.log().get().earlierCheckpoint()));
    var names = provider.list(paths.parts()).stream();
    delete(provider, names.filter(name -> !needed.contains(name)).map(paths::part));
  }

  private record Known(Optional<StoreLog> log, Optional<Checkpoint> newest, Set<String> outbox) {}

  /** Returns what a checkpoint consists of. */
  private Set<String> digests(Linked linked, Provider provider, long number) {
    var codec = linked.link().secret().codec();
    var paths = linked.log().paths();
    var digests = new HashSet<String>();
    if (number > 0) {
      provider
          .get(paths.checkpoint(number))
          .map(found -> Checkpoint.parse(codec.decode(LogDocument.whole(found.bytes()))))
          .ifPresent(checkpoint -> checkpoint.digests().forEach(digests::add));
    }
    return digests;
  }

  private static void delete(Provider provider, Stream<String> paths) {
    var running = paths
        .map(path -> provider.gate().beside(() -> {
          provider.delete(path);
          return true;
        }))
        .toList();
    running.forEach(ProviderGate::await);
  }
}
