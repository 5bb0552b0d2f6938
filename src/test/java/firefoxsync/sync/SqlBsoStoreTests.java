// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firefoxsync.TestClock;
import firefoxsync.crypto.Secrets;
import firefoxsync.database.Database;
import firefoxsync.database.DatabaseException;
import firefoxsync.database.DisturbedDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds of the store on every engine beyond the contract. */
abstract class SqlBsoStoreTests implements BsoStoreContract {
  /** More than a commit moves in one step. */
  private static final int ITEMS = 500;

  /** Just more than that. */
  private static final int FEW_ITEMS = 130;

  private static final int COMMITS_WAITED_FOR = 10;

  private final TestClock clock = new TestClock();
  private Database database;
  private SqlBsoStore store;

  /** Opens an empty database. */
  abstract Database open(Path directory);

  @BeforeEach
  void openStore(@TempDir Path directory) {
    database = open(directory);
    store = store(database);
  }

  /** Steps of commits are as small as they can be. */
  private SqlBsoStore store(Database database) {
    return new SqlBsoStore(database, clock, new Secrets(), Duration.ZERO);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  public BsoStore store() {
    return store;
  }

  @Override
  public TestClock clock() {
    return clock;
  }

  @Test
  void purgeLeavesNoRowThatNobodyCanSee() {
    put(BsoStoreContract.update("a", "one", null, 10L));
    batch(BsoStoreContract.update("b", "two", null, null));
    var committed = batch(BsoStoreContract.update("c", "three", null, null));
    write(set -> set.commit(committed));
    write(set -> set.put(TABS, List.of(BsoStoreContract.update("t", "tab", null, null))));
    write(set -> set.wipe(TABS));
    clock.advance(Duration.ofHours(2));
    purgeAll();

    assertThat(rows("sync_bsos")).isEqualTo(1);
    assertThat(rows("sync_staged")).isZero();
    assertThat(rows("sync_batches")).isZero();
    assertThat(rows("sync_trash")).isZero();
  }

  @Test
  void purgeOfAnErasedUidLeavesItsTombstoneAlone() {
    put(BsoStoreContract.update("a", "one", null, null));
    store.erase(UID);
    purgeAll();

    assertThat(rows("sync_bsos")).isZero();
    assertThat(rows("sync_collections")).isZero();
    assertThat(rows("sync_stores")).isEqualTo(1);
  }

  @Test
  void commitWhoseProcessEndsIsSeenWholeByWhoeverComesNext() {
    var old = put(update(5, "old"));
    var batch = batch(updates("new"));

    assertThatThrownBy(() -> store(DisturbedDatabase.endingAfter(2, database))
            .write(UID, data -> ChangeSet.at(data.nextTimestamp())
                .commit(batch)
                .put(BOOKMARKS, update(0, "last"))))
        .isInstanceOf(DisturbedDatabase.End.class);
    assertThat(rows("sync_staged")).isBetween(1L, ITEMS - 1L);

    assertThat(lastModified(BOOKMARKS)).isGreaterThan(old);
    assertThat(find(id(0)).payload()).isEqualTo("last");
    assertThat(find(id(5)).payload()).isEqualTo("new");
    assertThat(store.read(UID, UserBsos::counts)).containsEntry(BOOKMARKS, (long) ITEMS);
    assertThat(query(BsoQuery.all(BsoQuery.Sort.OLDEST)))
        .hasSize(ITEMS)
        .allMatch(bso -> bso.modified().equals(lastModified(BOOKMARKS)));
    assertThat(rows("sync_staged")).isZero();
    assertThat(rows("sync_batches")).isZero();
  }

  @Test
  void commitWhoseProcessEndsIsFinishedBeforeTheNextWriteDecides() {
    var batch = batch(updates("new"));
    assertThatThrownBy(() -> store(DisturbedDatabase.endingAfter(1, database))
            .write(UID, data -> ChangeSet.at(data.nextTimestamp()).commit(batch)))
        .isInstanceOf(DisturbedDatabase.End.class);

    store.write(UID, data -> {
      assertThat(data.counts()).containsEntry(BOOKMARKS, (long) ITEMS);
      return ChangeSet.at(data.nextTimestamp()).wipe(BOOKMARKS);
    });

    assertThat(store.read(UID, UserBsos::counts)).isEmpty();
  }

  @Test
  void purgeFinishesTheCommitOfSomebodyWhoNeverComesBack() {
    var batch = batch(updates("new"));
    assertThatThrownBy(() -> store(DisturbedDatabase.endingAfter(1, database))
            .write(UID, data -> ChangeSet.at(data.nextTimestamp()).commit(batch)))
        .isInstanceOf(DisturbedDatabase.End.class);

    clock.advance(Duration.ofHours(3));
    purgeAll();

    assertThat(rows("sync_staged")).isZero();
    assertThat(rows("sync_bsos")).isEqualTo(ITEMS);
  }

  @Test
  void eraseTakesACommitThatIsUnderWayWithIt() {
    var batch = batch(updates("new"));
    assertThatThrownBy(() -> store(DisturbedDatabase.endingAfter(2, database))
            .write(UID, data -> ChangeSet.at(data.nextTimestamp()).commit(batch)))
        .isInstanceOf(DisturbedDatabase.End.class);

    store.erase(UID);
    purgeAll();

    assertThat(rows("sync_staged")).isZero();
    assertThat(rows("sync_bsos")).isZero();
    assertThat(rows("sync_trash")).isZero();
  }

  /** Somebody else is faster each time, as can be where many machines serve one user. */
  @Test
  void whoMeetsOneCommitAfterTheOtherIsToldToComeAgain() {
    var batches = new ArrayDeque<BatchId>();
    for (int i = 0; i < 2 * COMMITS_WAITED_FOR + 1; i++) {
      batches.add(batch(updates("part" + i, FEW_ITEMS)));
    }
    var overtaken = store(DisturbedDatabase.by(use -> overtake(batches), database));

    assertThatThrownBy(() -> overtaken.read(UID, UserBsos::counts))
        .isInstanceOf(DatabaseException.Conflict.class)
        .hasMessage("one commit of the user follows the other");
    assertThat(batches).hasSize(COMMITS_WAITED_FOR + 1);
    assertThatThrownBy(() ->
            overtaken.write(UID, data -> ChangeSet.at(data.nextTimestamp()).wipeAll()))
        .isInstanceOf(DatabaseException.Conflict.class);
    assertThat(batches).hasSize(1);

    assertThat(find(id(5)).payload()).isEqualTo("part" + (2 * COMMITS_WAITED_FOR - 1));
  }

  /** Begins a commit, and goes no further, unless one is under way. */
  private void overtake(Queue<BatchId> batches) {
    if (database.read(tx -> UserRow.read(tx, UID)).isCommitting()) {
      return;
    }
    var batch = batches.remove();
    assertThatThrownBy(() -> store(DisturbedDatabase.endingAfter(1, database))
            .write(UID, data -> ChangeSet.at(data.nextTimestamp()).commit(batch)))
        .isInstanceOf(DisturbedDatabase.End.class);
  }

  private static BsoUpdate[] updates(String payload) {
    return updates(payload, ITEMS);
  }

  private static BsoUpdate[] updates(String payload, int items) {
    return IntStream.range(0, items).mapToObj(i -> update(i, payload)).toArray(BsoUpdate[]::new);
  }

  private static BsoUpdate update(int number, String payload) {
    return BsoStoreContract.update(id(number), payload, null, null);
  }

  private static String id(int number) {
    return "id" + number;
  }

  private long rows(String table) {
    return database.read(tx ->
        tx.first("SELECT COUNT(*) AS n FROM " + table, row -> row.number("n")).orElseThrow());
  }
}
