// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import firefoxsync.remotelog.LogGround.Linked;
import firefoxsync.sync.ChangeSet;
import firefoxsync.sync.UserBsos;
import firefoxsync.sync.Written;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Keeps writes here and sends them later, as long as the provider does not lag too far behind. */
final class BehindWriter {
  private final LogGround ground;
  private final Consumer<Linked> sendSoon;

  /** The log has a commit on its way that is to be kept first. */
  private static final class BusyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BusyException() {
      super("a commit is on its way", null, false, false);
    }
  }

  /** Takes what has the rest sent, in a while. */
  BehindWriter(LogGround ground, Consumer<Linked> sendSoon) {
    this.ground = ground;
    this.sendSoon = sendSoon;
  }

  /** Writes here alone; empty when the provider has to be waited for. */
  Optional<Written> write(Linked linked, Function<UserBsos, ChangeSet> decide, ChangeSet first) {
    long uid = linked.log().uid();
    var state = linked.log().state();
    boolean isOpen = state == StoreLog.State.OPEN || state == StoreLog.State.FILLING;
    if (!isOpen || isLarge(first) || isTooFarBehind(uid)) {
      return Optional.empty();
    }
    try {
      var written = ground.store().write(uid, decide, (snapshot, set) -> {
        var logs = new LogStore(snapshot.transaction());
        if (logs.pending(uid).filter(entry -> !entry.isApplied()).isPresent()) {
          throw new BusyException();
        }
        if (set.movesTime()) {
          var lines = new ByteArrayOutputStream();
          try (var writer = new ChangeWriter(lines)) {
            writer.write(set, snapshot);
          }
          logs.addUnsent(uid, ground.clock().millis(), lines.toByteArray());
        }
      });
      sendSoon.accept(linked);
      return Optional.of(written);
    } catch (BusyException e) {
      return Optional.empty();
    }
  }

  /** Batches can be of any size, and their lines would have to fit the memory. */
  private static boolean isLarge(ChangeSet set) {
    return set.changes().stream().anyMatch(ChangeSet.Commit.class::isInstance);
  }

  private boolean isTooFarBehind(long uid) {
    var limits = ground.limits();
    var unsent = ground.database().read(tx -> new LogStore(tx).unsent(uid));
    return unsent.sets() >= limits.lagCommits()
        || unsent.bytes() >= limits.lagBytes()
        || (unsent.sets() > 0
            && ground.clock().millis() - unsent.oldest() >= limits.lag().toMillis());
  }
}
