// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import firefoxsync.crypto.Secrets;
import firefoxsync.database.Database;
import firefoxsync.database.DatabaseException;
import firefoxsync.database.Transaction;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/** Keeps Sync data in the database. */
public final class SqlBsoStore implements BsoStore {
  /** How many commits of one user are waited for before somebody is told to come again. */
  private static final int COMMITS_MAX = 10;

  private final Database database;
  private final Clock clock;
  private final Secrets secrets;
  private final Duration commitStep;

  /** Takes the database whose tables are there already. */
  public SqlBsoStore(Database database, Clock clock, Secrets secrets) {
    this(database, clock, secrets, SqlCommit.STEP);
  }

  /** As the other; a step of a commit takes no statement more once it has taken so long. */
  SqlBsoStore(Database database, Clock clock, Secrets secrets, Duration commitStep) {
    this.database = database;
    this.clock = clock;
    this.secrets = secrets;
    this.commitStep = commitStep;
  }

  @Override
  public <T> T read(long uid, Function<UserBsos, T> work) {
    return readAfterCommits(uid, (tx, user) -> work.apply(new SqlUserBsos(tx, user, now())));
  }

  @Override
  public Written write(long uid, Function<UserBsos, ChangeSet> decide) {
    return write(uid, decide, (snapshot, set) -> {});
  }

  /** As {@link #write(long, Function)}, with what else is to happen just before, if it happens. */
  public Written write(
      long uid,
      Function<UserBsos, ChangeSet> decide,
      BiConsumer<SqlSnapshot, ChangeSet> beforehand) {
    var kept = lockedAfterCommits(uid, (tx, lock) -> {
      var data = new SqlUserBsos(tx, lock.user(), now());
      var set = decide.apply(data);
      beforehand.accept(new SqlSnapshot(tx, lock.user()), set);
      var user = lock.user();
      if (!set.changes().isEmpty()) {
        user = step(tx, keep(tx, user, data, set));
        lock.save(tx, user);
      }
      return new Kept(Written.of(set), user.isCommitting());
    });
    if (kept.isCommitting()) {
      finishCommit(uid);
    }
    return kept.written();
  }

  private record Kept(Written written, boolean isCommitting) {}

  /** What came of some work, unless a commit must be brought to its end first. */
  private record Attempt<T>(List<T> result) {
    static <T> Attempt<T> of(T result) {
      return new Attempt<>(Collections.singletonList(result));
    }

    static <T> Attempt<T> tooEarly() {
      return new Attempt<>(List.of());
    }
  }

  private <T> T readAfterCommits(long uid, BiFunction<Transaction, UserRow, T> work) {
    return afterCommits(
        uid,
        () -> database.read(tx -> {
          var user = UserRow.read(tx, uid);
          return user.isCommitting() ? Attempt.tooEarly() : Attempt.of(work.apply(tx, user));
        }));
  }

  private <T> T lockedAfterCommits(long uid, BiFunction<Transaction, UserLock, T> work) {
    return afterCommits(uid, () -> {
      var lock = lock(uid);
      return database.write(
          lock,
          tx -> lock.user().isCommitting()
              ? Attempt.<T>tooEarly()
              : Attempt.of(work.apply(tx, lock)));
    });
  }

  /** Tries until no commit of the user is under way. */
  private <T> T afterCommits(long uid, Supplier<Attempt<T>> work) {
    for (int i = 0; i < COMMITS_MAX; i++) {
      var attempt = work.get();
      if (!attempt.result().isEmpty()) {
        return attempt.result().get(0);
      }
      finishCommit(uid);
    }
    throw new DatabaseException.Conflict("one commit of the user follows the other");
  }

  /** Moves what a decided commit has left to move, in steps between which others write. */
  private void finishCommit(long uid) {
    boolean isUnderWay = true;
    while (isUnderWay) {
      var lock = lock(uid);
      isUnderWay = database.write(lock, tx -> {
        if (!lock.user().isCommitting()) {
          return false;
        }
        var user = step(tx, lock.user());
        lock.save(tx, user);
        return user.isCommitting();
      });
    }
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

  /**
   * Returns some uids in use that follow one, in order; not those whose log is kept elsewhere, from
   * which they catch up by themselves.
   */
  List<Long> uidsAfter(long uid, int limit) {
    return database.read(tx -> tx.query(
        """
        SELECT uid FROM sync_stores
        WHERE uid > ? AND retired = 0 AND uid NOT IN (SELECT uid FROM sync_logs)
        ORDER BY uid LIMIT ?""",
        row -> row.number("uid"),
        uid,
        limit));
  }

  /** Lets the next timestamp of the uid, if it has a store, come after the one in milliseconds. */
  void raiseTime(long uid, long millis) {
    if (database.read(tx -> UserRow.read(tx, uid)).last().millis() < millis) {
      var lock = lock(uid);
      database.write(lock, tx -> {
        lock.save(tx, lock.user().notBefore(new SyncTimestamp(millis)));
        return uid;
      });
    }
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
    // Of a process that ended meanwhile.
    finishCommit(uid.getAsLong());
    // Twice is not too often, so it leaves no mark.
    return Optional.of(database.write(
        lock(uid.getAsLong()), tx -> new SqlPurge(tx, uid.getAsLong(), now, limit).run()));
  }

  /**
   * Decides writes one after another, each on what those before it would leave, and keeps nothing.
   */
  public List<Decision> rehearse(long uid, List<Function<UserBsos, ChangeSet>> writes) {
    if (writes.size() == 1) {
      Decision only = readAfterCommits(
          uid, (tx, user) -> Decision.of(writes.get(0), new SqlUserBsos(tx, user, now())));
      return List.of(only);
    }
    return lockedAfterCommits(uid, (tx, lock) -> {
      tx.update("SAVEPOINT rehearsal");
      var user = lock.user();
      var decisions = new ArrayList<Decision>();
      for (var write : writes) {
        var data = new SqlUserBsos(tx, user, now());
        var decision = Decision.of(write, data);
        user = decision.set().isPresent()
            ? SqlCommit.whole(tx, keep(tx, user, data, decision.set().get()))
            : user;
        decisions.add(decision);
      }
      tx.update("ROLLBACK TO SAVEPOINT rehearsal");
      tx.update("RELEASE SAVEPOINT rehearsal");
      return decisions;
    });
  }

  /**
   * Keeps what was decided before, or comes from elsewhere, in one transaction with whatever else of
   * this user the work changes in it.
   */
  public <T> T replay(long uid, Function<SqlReplay, T> work) {
    return lockedAfterCommits(uid, (tx, lock) -> {
      var replay = new SqlReplay(tx, lock.user(), now());
      var result = work.apply(replay);
      lock.save(tx, replay.user());
      return result;
    });
  }

  /** Shows the user's data whole, on one snapshot. */
  public <T> T snapshot(long uid, Function<SqlSnapshot, T> work) {
    return readAfterCommits(uid, (tx, user) -> work.apply(new SqlSnapshot(tx, user)));
  }

  private static UserRow keep(Transaction tx, UserRow user, SqlUserBsos data, ChangeSet set) {
    return new SqlChanges(tx, user, data, set.timestamp()).keep(set);
  }

  private UserRow step(Transaction tx, UserRow user) {
    return user.isCommitting() ? new SqlCommit(tx, user, commitStep).step() : user;
  }

  private SyncTimestamp now() {
    return SyncTimestamp.of(clock.instant());
  }

  private UserLock lock(long uid) {
    return new UserLock(uid, ByteBuffer.wrap(secrets.bytes(Long.BYTES)).getLong());
  }
}
