// SPDX-License-Identifier: MPL-2.0
package firefoxsync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import firefoxsync.TestClock;
import firefoxsync.database.SqliteDatabase;
import firefoxsync.remotelog.LogSite;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sync data kept in a storage of somebody else's program: the whole life of a link. */
@Timeout(240)
final class ArmadiettoIT {
  private static final String ANN = "ann";
  private static final String BEA = "bea";

  private Path folder;
  private Armadietto storage;
  private LogSite site;

  @BeforeEach
  void start(@TempDir Path directory) throws IOException {
    folder = directory;
    storage = Armadietto.start("life");
    site = site("live");
  }

  @AfterEach
  void stop() {
    if (site != null) {
      site.close();
    }
    if (storage != null) {
      storage.close();
    }
  }

  private LogSite site(String name) {
    return new LogSite(SqliteDatabase.open(folder.resolve(name + ".db")), new TestClock());
  }

  private void assertColdStartAgrees(String name) {
    var empty = SqliteDatabase.open(folder.resolve(name + ".db"));
    assertThat(site.rebuilt(empty)).isEqualTo(site.everything());
  }

  @Test
  void dataGoUpChangeComeBackAndMoveAway() {
    var token = storage.newToken(ANN);
    assertThat(site.isAtomic(storage.root(ANN), token)).isTrue();
    for (int i = 0; i < 2000; i++) {
      site.put("history", "i" + i, noise(i, 640));
    }
    site.link(storage.root(ANN), token);
    assertColdStartAgrees("uploaded");

    for (int i = 0; i < 60; i++) {
      site.put("bookmarks", "b" + i % 7, "change " + i);
    }
    site.put("bookmarks", "long", noise(1, 900_000));
    site.tidy();
    site.check();
    assertColdStartAgrees("changed");

    storage.add(BEA);
    site.move(storage.root(BEA), storage.newToken(BEA));
    site.put("bookmarks", "after", "the move");
    assertThat(site.root()).isEqualTo(storage.root(BEA));
    assertColdStartAgrees("moved");
  }

  @Test
  void tokenOfNobodyIsRefused() {
    var before = site.everything();
    site.link(storage.root(ANN), "nobody's");
    assertThat(site.isRefused()).isTrue();
    assertThat(site.everything()).isEqualTo(before);
  }

  private static String noise(long seed, int length) {
    return new Random(seed)
        .ints(length, '0', 'z')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
