// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import firefoxsync.remotelog.LogGround.Linked;
import firefoxsync.remotelog.ProviderException.Kind;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Room that even a full provider has: documents of no other use than to be deleted when what frees
 * room needs some itself. Safe for concurrent use.
 */
final class Reserve {
  private static final Logger LOG = LoggerFactory.getLogger(Reserve.class);

  /** Enough for some deletions, and for a checkpoint of what is left after most of them. */
  private static final int BYTES = 1024 * 1024;

  /** A provider that was full a moment ago is left what it has for so long. */
  private static final long PAUSE_MILLIS = Duration.ofHours(1).toMillis();

  private final LogGround ground;
  private final LogWriter.Providers providers;

  /** When there was no room for it last; one entry a log of this server. */
  private final Map<Long, Long> triedAt = new ConcurrentHashMap<>();

  /** Logs of full providers, whose checkpoint before the newest has not gone yet. */
  private final Set<Long> scarce = ConcurrentHashMap.newKeySet();

  Reserve(LogGround ground, LogWriter.Providers providers) {
    this.ground = ground;
    this.providers = providers;
  }

  /** Tells whether it is to be made now. */
  boolean isDue(Linked linked) {
    var log = linked.log();
    var tried = triedAt.get(log.uid());
    return log.state() == StoreLog.State.OPEN
        && linked.link().state() == ProviderLink.State.ACTIVE
        && (tried == null || ground.clock().millis() - tried >= PAUSE_MILLIS)
        && !isThere(log.uid());
  }

  private boolean isThere(long uid) {
    return ground.database().read(tx -> new LogStore(tx).hasReserve(uid));
  }

  /** Makes it when it is due; a provider that has no room for it goes without. */
  void keep(Linked linked) {
    if (!isDue(linked)) {
      return;
    }
    var provider = providers.of(linked.link());
    int bytesMax = linked.link().traits().documentBytesMax();
    try {
      for (int n = 0; n * bytesMax < BYTES; n++) {
        // Noise: a provider that compresses would have no room to give back.
        provider.create(linked.log().paths().reserve(n), ground.secrets().bytes(bytesMax));
      }
      note(linked, true);
    } catch (ProviderException e) {
      triedAt.put(linked.log().uid(), ground.clock().millis());
      LOG.debug("no reserve for uid {}: {}", linked.log().uid(), e.getMessage());
      if (e.kind() == Kind.FULL) {
        delete(linked, provider);
      }
    }
  }

  /** Lets go of it; false when there is none. */
  boolean release(Linked linked) {
    if (!isThere(linked.log().uid())) {
      return false;
    }
    LOG.info("the provider of uid {} is full: its reserve is used", linked.log().uid());
    triedAt.put(linked.log().uid(), ground.clock().millis());
    note(linked, false);
    wantRoom(linked.log().uid());
    return delete(linked, providers.of(linked.link()));
  }

  /** Has the next checkpoint written soon, and the one before it deleted. */
  void wantRoom(long uid) {
    scarce.add(uid);
  }

  /** Tells whether the next checkpoint is to be the only one. */
  boolean isRoomWanted(long uid) {
    return scarce.contains(uid);
  }

  /** Notes that it is. */
  void hasMadeRoom(long uid) {
    scarce.remove(uid);
  }

  private static boolean delete(Linked linked, Provider provider) {
    var folder = linked.log().paths().reserves();
    try {
      provider.list(folder).forEach(name -> provider.delete(folder + name));
      return true;
    } catch (ProviderException e) {
      LOG.debug("the reserve of uid {} stays: {}", linked.log().uid(), e.getMessage());
      return false;
    }
  }

  private void note(Linked linked, boolean isThere) {
    ground.change(linked.log().uid(), logs -> logs.saveReserve(linked.log().uid(), isThere));
  }
}
