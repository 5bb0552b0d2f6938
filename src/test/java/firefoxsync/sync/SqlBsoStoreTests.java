// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import firefoxsync.TestClock;
import firefoxsync.crypto.Secrets;
import firefoxsync.database.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds of the store on every engine beyond the contract. */
abstract class SqlBsoStoreTests implements BsoStoreContract {
  private final TestClock clock = new TestClock();
  private Database database;
  private SqlBsoStore store;

  /** Opens an empty database. */
  abstract Database open(Path directory);

  @BeforeEach
  void openStore(@TempDir Path directory) {
    database = open(directory);
    store = new SqlBsoStore(database, clock, new Secrets());
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

  private long rows(String table) {
    return database.read(tx ->
        tx.first("SELECT COUNT(*) AS n FROM " + table, row -> row.number("n")).orElseThrow());
  }
}
