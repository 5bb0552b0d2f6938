// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage;

import static org.assertj.core.api.Assertions.assertThat;

import firefoxsync.TestClock;
import firefoxsync.crypto.Secrets;
import firefoxsync.database.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds of the store on every engine beyond the contract. */
abstract class SqlDocumentStoreTests implements DocumentStoreContract {
  private final TestClock clock = new TestClock();
  private Database database;
  private SqlDocumentStore store;

  /** Opens an empty database. */
  abstract Database open(Path directory);

  @BeforeEach
  void openStore(@TempDir Path directory) {
    database = open(directory);
    store = new SqlDocumentStore(database, clock, new Secrets());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  public DocumentStore store() {
    return store;
  }

  @Override
  public TestClock clock() {
    return clock;
  }

  @Test
  void uploadsThatStoppedComingLeaveNoRow() {
    var bytes = DocumentStoreContract.bytes(20 * PIECE);
    stage(bytes, 20);
    clock.advance(Duration.ofHours(1));
    purgeAll();

    assertThat(rows()).isEqualTo(rows(1, 0, 0, 0, 0));
  }

  @Test
  void whatWasReplacedOrDeletedLeavesNoRow() {
    var bytes = DocumentStoreContract.bytes(2 * PIECE);
    put("/a/b", new NewContent(stage(bytes, 2), 2, new byte[0]));
    put("/a/b", "x", "1");
    put("/a/b", "x", "12");
    put("/c/d", new NewContent(stage(bytes, 2), 2, new byte[1]));
    delete("/c/d");
    put("/e", "x", "1");
    delete("/e");
    purgeAll();

    assertThat(rows()).isEqualTo(rows(1, 2, 1, 0, 0));
  }

  @Test
  void erasedPersonLeavesNoRow() {
    put("/a/b", new NewContent(stage(DocumentStoreContract.bytes(2 * PIECE), 2), 2, new byte[0]));
    stage(DocumentStoreContract.bytes(PIECE), 1);
    store.erase(ALICE);

    assertThat(rows()).isEqualTo(rows(0, 0, 0, 0, 0));
  }

  @Test
  void erasureThatWasInterruptedIsFinishedByThePurge() {
    put("/a/b", "x", "1");
    database.write(tx -> {
      var root = StorageRoot.find(tx, ALICE).orElseThrow();
      tx.update("INSERT INTO storage_erased (root_id) VALUES (?)", root.id());
      return tx.update("DELETE FROM storage_roots");
    });
    purgeAll();

    assertThat(rows()).isEqualTo(rows(0, 0, 0, 0, 0));
  }

  @Test
  void personWhoComesAgainHasNoVersionThatSheHad() {
    put("/a/b", "x", "1");
    var before = etags("/", "/a/", "/a/b");
    store.erase(ALICE);
    put("/a/b", "x", "1");

    assertThat(etags("/", "/a/", "/a/b")).doesNotContainAnyElementsOf(before);
  }

  private Map<String, Long> rows() {
    var rows = new TreeMap<String, Long>();
    for (var table : rows(0, 0, 0, 0, 0).keySet()) {
      rows.put(table, database.read(tx -> tx.first(
              "SELECT COUNT(*) AS n FROM storage_" + table, row -> row.number("n"))
          .orElseThrow()));
    }
    return rows;
  }

  private static Map<String, Long> rows(
      long roots, long nodes, long pieces, long uploads, long erased) {
    return new TreeMap<>(Map.of(
        "roots", roots, "nodes", nodes, "pieces", pieces, "uploads", uploads, "erased", erased));
  }
}
