// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import firefoxsync.remotelog.LogGround.Linked;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether the provider still has what it was given, and gives it again what it has lost or
 * spoilt. Nothing may be appended meanwhile.
 */
final class Repair {
  private static final Logger LOG = LoggerFactory.getLogger(Repair.class);

  private final LogGround ground;
  private final Provider provider;
  private final Linked linked;

  Repair(LogGround ground, Provider provider, Linked linked) {
    this.ground = ground;
    this.provider = provider;
    this.linked = linked;
  }

  /** Looks, and mends; true when a checkpoint has to be written anew. */
  boolean run() {
    var log = linked.log();
    noteWhatIsGone(provider.list(log.paths().folder()));
    var parts = provider.sizes(log.paths().parts());
    var commits = provider.sizes(log.paths().commits());
    int mended = 0;
    boolean isBeyondRepair = false;
    for (long number : ground.database().read(tx -> new LogStore(tx).committed(log.uid()))) {
      try {
        mended += mend(number, commits, parts);
      } catch (ProviderException e) {
        if (e.kind() != ProviderException.Kind.TOO_LARGE) {
          throw e;
        }
        // What it took once it takes no more. Where the checkpoint leads on, nobody misses it.
        isBeyondRepair |= number > log.checkpoint();
      }
    }
    if (mended > 0) {
      LOG.warn(
          "the provider of uid {} had lost {} documents; it has them again", log.uid(), mended);
    }
    if (isBeyondRepair) {
      ground.note(linked.link().shorter());
    } else if (hasBeginning(log, parts)) {
      return false;
    }
    LOG.warn("the provider of uid {} lacks what leads to now: a new checkpoint follows", log.uid());
    forgetCheckpoint();
    return true;
  }

  /** Forgets about what has no folder any more; without any, the person is asked why. */
  private void noteWhatIsGone(List<String> folders) {
    long uid = linked.log().uid();
    var paths = linked.log().paths();
    ground.change(uid, logs -> {
      if (folders.isEmpty()) {
        logs.saveEmptied(uid, ground.clock().millis());
      }
      if (!folders.contains(paths.name(paths.accounts()))) {
        logs.dropRecord(uid);
      }
      if (!folders.contains(paths.name(paths.reserves()))) {
        logs.saveReserve(uid, false);
      }
    });
    if (folders.isEmpty()) {
      LOG.warn("everything of uid {} is gone at the provider: it is filled again", uid);
    }
  }

  private int mend(
      long number, Map<String, OptionalLong> commits, Map<String, OptionalLong> parts) {
    var log = linked.log();
    var logs = ground.database();
    int mended = 0;
    for (var digest : logs.read(tx -> new LogStore(tx).parts(log.uid(), number))) {
      var part = logs.read(tx -> new LogStore(tx).part(log.uid(), number, digest));
      if (part.isPresent() && isLost(parts, digest, part.get())) {
        mended += put(log.paths().part(digest), part.get());
      }
    }
    var path = log.paths().commit(number);
    var name = path.substring(log.paths().commits().length());
    var entry = logs.read(tx -> new LogStore(tx).committed(log.uid(), number));
    if (entry.isPresent() && isLost(commits, name, entry.get().document())) {
      mended += put(path, entry.get().document());
    }
    return mended;
  }

  private static boolean isLost(
      Map<String, OptionalLong> folder, String name, LogDocument document) {
    var bytes = folder.get(name);
    return bytes == null || bytes.isEmpty() || bytes.getAsLong() != document.bytes().length;
  }

  /** Puts a document again unless it is there as it should be; tells how many were put. */
  private int put(String path, LogDocument document) {
    if (provider.create(path, document.bytes())) {
      return 1;
    }
    var found = provider.get(path);
    if (found.isPresent() && isOther(path, found.get().bytes(), document)) {
      provider.replace(path, document.bytes(), found.get().etag());
      return 1;
    }
    return 0;
  }

  /** Only what is no whole document is overwritten: another whole one is somebody else's. */
  private boolean isOther(String path, byte[] found, LogDocument document) {
    try {
      var whole = LogDocument.whole(found);
      if (!whole.digest().equals(document.digest())) {
        LOG.error("{} of uid {} is another's", path, linked.log().uid());
      }
      return false;
    } catch (LogException e) {
      return true;
    }
  }

  private boolean hasBeginning(StoreLog log, Map<String, OptionalLong> parts) {
    return log.checkpoint() == 0 ? log.state() != StoreLog.State.OPEN : hasCheckpoint(log, parts);
  }

  private boolean hasCheckpoint(StoreLog log, Map<String, OptionalLong> parts) {
    var known = ground.database().read(tx -> new LogStore(tx).checkpoint(log.uid()));
    if (known.isEmpty()) {
      return false;
    }
    var document = linked.link().secret().codec().encode(known.get().text());
    var found = provider.get(log.paths().checkpoint(log.checkpoint()));
    return found.filter(there -> Arrays.equals(there.bytes(), document.bytes())).isPresent()
        && known.get().digests().allMatch(parts::containsKey);
  }

  private void forgetCheckpoint() {
    ground.change(linked.log().uid(), logs -> {
      logs.find(linked.log().uid()).filter(StoreLog::isOurs).ifPresent(log -> {
        logs.save(log.in(StoreLog.State.FILLING));
        logs.dropCheckpoint(log.uid());
      });
    });
  }
}
