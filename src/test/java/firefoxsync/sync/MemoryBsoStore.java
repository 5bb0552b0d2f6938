// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;

/** The storage seam at its simplest: what it does is right by definition, and others must do it too. */
final class MemoryBsoStore implements BsoStore {
  private final Clock clock;
  private final Map<Long, MemoryUserBsos> users = new HashMap<>();

  MemoryBsoStore(Clock clock) {
    this.clock = clock;
  }

  @Override
  public synchronized <T> T read(long uid, Function<UserBsos, T> work) {
    return work.apply(user(uid));
  }

  @Override
  public synchronized Written write(long uid, Function<UserBsos, ChangeSet> decide) {
    var set = decide.apply(user(uid));
    users.put(uid, user(uid).changed(set));
    return Written.of(set);
  }

  @Override
  public synchronized void limit(long uid, OptionalLong quotaBytes) {
    users.put(uid, user(uid).limited(quotaBytes));
  }

  @Override
  public synchronized void retire(long uid) {
    users.put(uid, user(uid).retired());
  }

  @Override
  public synchronized void erase(long uid) {
    write(uid, data -> ChangeSet.at(data.nextTimestamp()).wipeAll());
    retire(uid);
  }

  @Override
  public synchronized OptionalLong purge(long fromUid, int limit) {
    // What nobody can see needs no removing here: it goes when the test ends.
    return OptionalLong.empty();
  }

  private MemoryUserBsos user(long uid) {
    return users.getOrDefault(uid, MemoryUserBsos.NOBODY).at(SyncTimestamp.of(clock.instant()));
  }
}
