// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import firefoxsync.remotelog.LogGround.Linked;
import firefoxsync.sync.BsoStore;
import firefoxsync.sync.ChangeSet;
import firefoxsync.sync.SqlBsoStore;
import firefoxsync.sync.UserBsos;
import firefoxsync.sync.Written;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Keeps each person's Sync data in the database, and what is linked elsewhere, too: there every write
 * becomes a commit of a log before it is seen here. Reads are the database's own.
 */
final class RemoteBsoStore implements BsoStore {
  private final LogGround ground;
  private final SqlBsoStore store;
  private final Lanes lanes;
  private final BehindWriter behind;

  /** The write is one that readers see after all. */
  private static final class SeenException extends RuntimeException {
    private static final long serialVersionUID = 1;

    SeenException() {
      super("readers see it", null, false, false);
    }
  }

  RemoteBsoStore(LogGround ground, Lanes lanes, BehindWriter behind) {
    this.ground = ground;
    this.store = ground.store();
    this.lanes = lanes;
    this.behind = behind;
  }

  @Override
  public <T> T read(long uid, Function<UserBsos, T> work) {
    return store.read(uid, work);
  }

  @Override
  public Written write(long uid, Function<UserBsos, ChangeSet> decide) {
    var linked = ground.linked(uid);
    if (linked.isEmpty()) {
      return store.write(uid, decide);
    }
    // What is refused, and what readers do not see, concerns no provider.
    ChangeSet first = store.read(uid, decide);
    var written = first.movesTime() ? Optional.<Written>empty() : writeUnseen(uid, decide);
    return written.orElseGet(() -> write(linked.get(), decide, first));
  }

  private Optional<Written> writeUnseen(long uid, Function<UserBsos, ChangeSet> decide) {
    try {
      return Optional.of(store.write(uid, data -> {
        var set = decide.apply(data);
        if (set.movesTime()) {
          throw new SeenException();
        }
        return set;
      }));
    } catch (SeenException e) {
      return Optional.empty();
    }
  }

  private Written write(Linked linked, Function<UserBsos, ChangeSet> decide, ChangeSet first) {
    if (linked.link().mode() == ProviderLink.Mode.BEHIND) {
      var written = behind.write(linked, decide, first);
      if (written.isPresent()) {
        return written.get();
      }
    }
    return lanes.write(linked, decide);
  }

  @Override
  public void limit(long uid, OptionalLong quotaBytes) {
    store.limit(uid, quotaBytes);
  }

  @Override
  public void retire(long uid) {
    store.retire(uid);
  }

  @Override
  public void erase(long uid) {
    store.erase(uid);
  }

  @Override
  public OptionalLong purge(long fromUid, int limit) {
    return store.purge(fromUid, limit);
  }
}
