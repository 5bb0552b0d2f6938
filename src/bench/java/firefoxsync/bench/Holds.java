// SPDX-License-Identifier: MPL-2.0
package firefoxsync.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** What somebody who writes one small item after another notices of the large things others do. */
final class Holds {
  private static final int POSTS = 100;
  private static final int ITEMS_A_POST = 100;
  private static final long POLL_MILLIS = 100;

  private final Target target;
  private final long smallUid;

  /** Something large. */
  interface Work {
    void run() throws IOException, SQLException, InterruptedException;
  }

  Holds(Target target, long smallUid) {
    this.target = target;
    this.smallUid = smallUid;
  }

  /** Returns the times of small writes while the work is done. */
  Round during(Work work) throws IOException {
    var isOver = new AtomicBoolean();
    long begun = System.nanoTime();
    var small = CompletableFuture.supplyAsync(() -> write(isOver));
    try {
      work.run();
    } catch (SQLException | InterruptedException e) {
      throw new IOException(e);
    } finally {
      isOver.set(true);
    }
    return Round.of(small.join(), (System.nanoTime() - begun) / 1e9, 0);
  }

  private long[] write(AtomicBoolean isOver) {
    var times = new long[1 << 16];
    int writes = 0;
    var body = Items.one(200);
    try (var browser = new Browser(target)) {
      while (!isOver.get() && writes < times.length) {
        long begun = System.nanoTime();
        Workload.ok(browser.ask(Call.put(smallUid, "/storage/tabs/t" + writes % 50, body), false));
        times[writes++] = System.nanoTime() - begun;
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return Arrays.copyOf(times, writes);
  }

  /** Uploads a batch of 10,000 items but for its commit, and returns its id. */
  String stage(long uid, int payloadBytes) throws IOException {
    var batch = "true";
    try (var browser = new Browser(target)) {
      for (int i = 0; i < POSTS; i++) {
        var body = Items.many("h", (long) i * ITEMS_A_POST, ITEMS_A_POST, payloadBytes);
        var path = "/storage/history?batch=" + batch;
        var answer = Workload.ok(browser.ask(Call.post(uid, path, body), i == 0));
        batch = i == 0 ? answer.batch() : batch;
      }
    }
    return batch;
  }

  void commit(long uid, String batch) throws IOException {
    ask(Call.post(uid, "/storage/history?commit=true&batch=" + batch, "[]".getBytes(US_ASCII)));
  }

  void deleteEverything(long uid) throws IOException {
    ask(Call.delete(uid, "/storage"));
  }

  private void ask(Call call) throws IOException {
    try (var browser = new Browser(target)) {
      Workload.ok(browser.ask(call, false));
    }
  }

  /** Waits until housekeeping has removed all that was deleted. */
  static void awaitPurge(Path database) throws SQLException, InterruptedException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        var statement = connection.createStatement()) {
      while (true) {
        try (var results = statement.executeQuery("SELECT COUNT(*) FROM sync_trash")) {
          if (results.next() && results.getLong(1) == 0) {
            return;
          }
        }
        Thread.sleep(POLL_MILLIS);
      }
    }
  }
}
