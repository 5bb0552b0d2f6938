// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import static java.nio.charset.StandardCharsets.US_ASCII;

import firefoxsync.crypto.Secrets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What browsers must be told when storage was set back to an older state. A browser goes on from the
 * last time it saw, unless the ids in {@code meta/global} have changed: then it keeps what it has,
 * fetches everything, and uploads what the server lacks. Were that item gone, the first browser to
 * come would delete all that was restored.
 */
public final class SyncRestoration {
  private static final CollectionName META = new CollectionName("meta");
  private static final String GLOBAL = "global";

  /** The storage's own id, and one for each engine. Inside of texts, quotes stand behind a \. */
  private static final Pattern SYNC_ID =
      Pattern.compile("(?<!\\\\)\"syncID\"\\s*:\\s*\"([A-Za-z0-9_-]*)\"");

  /** As browsers make them: twelve letters. */
  private static final int ID_BYTES = 9;

  private static final int STEP_UIDS = 100;

  private final SqlBsoStore store;
  private final Secrets secrets;

  /** Takes the restored stores. */
  public SyncRestoration(SqlBsoStore store, Secrets secrets) {
    this.store = store;
    this.secrets = secrets;
  }

  /**
   * Lets nobody's time fall behind what was given to her before, in milliseconds by uid, and shuts
   * the uids for good that were given out since.
   */
  public void keep(Map<Long, Long> times, Set<Long> newUids) {
    times.forEach(store::raiseTime);
    newUids.forEach(store::retire);
  }

  /** Gives every store new ids; returns how many had any. */
  public int renewIds() {
    int renewed = 0;
    long after = -1;
    for (var uids = store.uidsAfter(after, STEP_UIDS);
        !uids.isEmpty();
        uids = store.uidsAfter(after, STEP_UIDS)) {
      for (long uid : uids) {
        renewed += renewIds(uid) ? 1 : 0;
        after = uid;
      }
    }
    return renewed;
  }

  private boolean renewIds(long uid) {
    if (store.read(uid, SyncRestoration::global).isEmpty()) {
      return false;
    }
    store.write(uid, this::renewed);
    return true;
  }

  /** Returns the payload that has ids; empty when there is none. */
  private static Optional<String> global(UserBsos data) {
    return data.isRetired()
        ? Optional.empty()
        : data.find(META, GLOBAL)
            .map(Bso::payload)
            .filter(payload -> SYNC_ID.matcher(payload).find());
  }

  private ChangeSet renewed(UserBsos data) {
    return global(data)
        .map(payload -> new BsoUpdate(GLOBAL, renewed(payload, this::randomId), null, null))
        .map(update -> ChangeSet.at(data.nextTimestamp()).put(META, update))
        .orElseGet(() -> ChangeSet.unseen(data.lastModified()));
  }

  /** Returns the payload with other ids; everything else stays to the letter. */
  static String renewed(String payload, Supplier<String> ids) {
    return SYNC_ID
        .matcher(payload)
        .replaceAll(
            found -> Matcher.quoteReplacement(payload.substring(found.start(), found.start(1))
                + ids.get()
                + payload.substring(found.end(1), found.end())));
  }

  private String randomId() {
    return new String(Base64.getUrlEncoder().encode(secrets.bytes(ID_BYTES)), US_ASCII);
  }
}
