// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import firefoxsync.crypto.Secrets;
import firefoxsync.database.Database;
import firefoxsync.database.Transaction;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Keeps Sync data in the database. */
public final class SqlBsoStore implements BsoStore {
  private final Database database;
  private final Clock clock;
  private final Secrets secrets;

  /** Takes the database whose tables are there already. */
  public SqlBsoStore(Database database, Clock clock, Secrets secrets) {
    this.database = database;
    this.clock = clock;
    this.secrets = secrets;
  }

  @Override
  public <T> T read(long uid, Function<UserBsos, T> work) {
    return database.read(tx -> work.apply(new SqlUserBsos(tx, UserRow.read(tx, uid), now())));
  }

  @Override
  public Written write(long uid, Function<UserBsos, ChangeSet> decide) {
    var lock = lock(uid);
    return database.write(lock, tx -> {
      var data = new SqlUserBsos(tx, lock.user(), now());
      var set = decide.apply(data);
      if (!set.changes().isEmpty()) {
        lock.save(tx, keep(tx, lock.user(), data, set));
      }
      return Written.of(set);
    });
  }

  @Override
  public void limit(long uid, OptionalLong quotaBytes) {
    var lock = lock(uid);
    database.write(lock, tx -> {
      lock.save(tx, lock.user());
      UserRow.saveQuota(tx, uid, quotaBytes);
      return uid;
    });
  }

  @Override
  public void retire(long uid) {
    var lock = lock(uid);
    database.write(lock, tx -> {
      lock.save(tx, lock.user().retired());
      return uid;
    });
  }

  @Override
  public void erase(long uid) {
    var lock = lock(uid);
    database.write(lock, tx -> {
      var data = new SqlUserBsos(tx, lock.user(), now());
      var set = ChangeSet.at(data.nextTimestamp()).wipeAll();
      lock.save(tx, keep(tx, lock.user(), data, set).retired());
      return uid;
    });
  }

  @Override
  public OptionalLong purge(long fromUid, int limit) {
    var step = purgeStep(fromUid, limit);
    return step.isPresent() ? OptionalLong.of(step.get().next()) : OptionalLong.empty();
  }

  /** As {@link #purge}, telling how much is gone. */
  Optional<SqlPurge.Step> purgeStep(long fromUid, int limit) {
    long now = now().millis();
    var uid = database.read(tx -> SqlPurge.next(tx, fromUid, now));
    if (uid.isEmpty()) {
      return Optional.empty();
    }
    // Twice is not too often, so it leaves no mark.
    return Optional.of(database.write(
        lock(uid.getAsLong()), tx -> new SqlPurge(tx, uid.getAsLong(), now, limit).run()));
  }

  private static UserRow keep(Transaction tx, UserRow user, SqlUserBsos data, ChangeSet set) {
    return new SqlChanges(tx, user, data, set.timestamp()).keep(set);
  }

  private SyncTimestamp now() {
    return SyncTimestamp.of(clock.instant());
  }

  private UserLock lock(long uid) {
    return new UserLock(uid, ByteBuffer.wrap(secrets.bytes(Long.BYTES)).getLong());
  }
}
