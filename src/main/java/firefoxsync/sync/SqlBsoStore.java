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
    return database.read(
        tx -> work.apply(new SqlUserBsos(tx, UserRow.read(tx, uid, false), now())));
  }

  @Override
  public Written write(long uid, Function<UserBsos, ChangeSet> decide) {
    long writeId = writeId();
    return database.write(tx -> {
      var user = UserRow.read(tx, uid, true);
      var data = new SqlUserBsos(tx, user, now());
      var set = decide.apply(data);
      if (!set.changes().isEmpty()) {
        keep(tx, user, data, set).save(tx, writeId);
      }
      return Written.of(set);
    });
  }

  @Override
  public void limit(long uid, OptionalLong quotaBytes) {
    long writeId = writeId();
    database.write(tx -> {
      UserRow.read(tx, uid, true).save(tx, writeId);
      UserRow.saveQuota(tx, uid, quotaBytes);
      return uid;
    });
  }

  @Override
  public void retire(long uid) {
    long writeId = writeId();
    database.write(tx -> {
      UserRow.read(tx, uid, true).retired().save(tx, writeId);
      return uid;
    });
  }

  @Override
  public void erase(long uid) {
    long writeId = writeId();
    database.write(tx -> {
      var user = UserRow.read(tx, uid, true);
      var data = new SqlUserBsos(tx, user, now());
      keep(tx, user, data, ChangeSet.at(data.nextTimestamp()).wipeAll())
          .retired()
          .save(tx, writeId);
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
    return Optional.of(database.write(tx -> new SqlPurge(tx, uid.getAsLong(), now, limit).run()));
  }

  private static UserRow keep(Transaction tx, UserRow user, SqlUserBsos data, ChangeSet set) {
    return new SqlChanges(tx, user, data, set.timestamp()).keep(set);
  }

  private SyncTimestamp now() {
    return SyncTimestamp.of(clock.instant());
  }

  private long writeId() {
    return ByteBuffer.wrap(secrets.bytes(Long.BYTES)).getLong();
  }
}
