// SPDX-License-Identifier: MPL-2.0
package firefoxsync.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;

/** How fast Sync data are read and written. */
final class SyncParts {
  static final int[] CONNECTIONS = {1, 16, 64, 256};

  private static final int GROUP_ROWS = 64;
  private static final int POST_ROWS = 100;
  private static final int SYNC_ROWS = 10_000;
  private static final double HALF = 0.5;
  private static final double P99_FACTOR = 5;
  private static final double LARGER_FACTOR = 1.3;

  private final Measuring measuring;

  SyncParts(Measuring measuring) {
    this.measuring = measuring;
  }

  void reads() throws IOException {
    try (var daemon = measuring.daemon("reads")) {
      measuring
          .report()
          .part("Reads, beside Netty answering a constant of the same size", "bare Netty");
      for (var small :
          List.of(Workloads.info(measuring.uids()), Workloads.item(measuring.uids()))) {
        measuring.besideNetty(daemon, small, CONNECTIONS, SyncParts::goals);
      }
      var large = Workloads.thousandItems(measuring.uids());
      measuring.besideNetty(
          daemon,
          large,
          CONNECTIONS,
          (connections, found, bare) -> connections == 64 ? p99(found, bare) : new Goal[0]);
      measuring.mostMemory(daemon);
    }
  }

  private static Goal[] goals(int connections, Rounds found, Rounds bare) {
    var share = Goal.share(found, bare, HALF);
    return connections == 64
        ? new Goal[] {share, Goal.p99(found, bare, P99_FACTOR)}
        : new Goal[] {share};
  }

  private static Goal[] p99(Rounds found, Rounds bare) {
    return new Goal[] {Goal.p99(found, bare, P99_FACTOR)};
  }

  void writes() throws IOException {
    try (var daemon = measuring.daemon("writes")) {
      measuring
          .report()
          .part("Writes, beside SQLite inserting the same rows, 64 or 100 a commit", "bare SQLite");
      try (var bare = new BareRows(measuring.setting(), Layout.ROWS, GROUP_ROWS, 1)) {
        var put = Workloads.put(measuring.uids());
        measuring.besideSqlite(
            daemon,
            put,
            CONNECTIONS,
            bare,
            (connections, found, limit) -> connections == 64 ? half(found, limit) : new Goal[0]);
      }
      try (var bare = new BareRows(measuring.setting(), Layout.ROWS, POST_ROWS, POST_ROWS)) {
        var post = Workloads.post(measuring.uids());
        measuring.besideSqlite(
            daemon,
            post,
            new int[] {1, 16, 64},
            bare,
            (connections, found, limit) -> half(found, limit));
      }
      measuring.mostMemory(daemon);
    }
  }

  private static Goal[] half(Rounds found, Rounds limit) {
    return new Goal[] {Goal.share(found, limit, HALF)};
  }

  void syncs() throws IOException {
    try (var daemon = measuring.daemon("syncs")) {
      measuring
          .report()
          .part("Whole syncs, uploads beside SQLite inserting as many rows", "bare SQLite");
      try (var bare = new BareRows(measuring.setting(), Layout.ROWS, POST_ROWS, SYNC_ROWS)) {
        for (int connections : new int[] {1, 4}) {
          var sync = Workloads.firstSync(measuring.uids());
          try (var crowd = daemon.crowd(sync, connections)) {
            crowd.round(1);
            double seconds = 2 * measuring.setting().seconds();
            var found = Rounds.of(crowd.round(seconds));
            bare.round(1);
            var limit = Rounds.of(bare.round(measuring.setting().seconds()));
            measuring.report().row(sync.name(), connections, found, limit);
          }
        }
      }
      measuring.report().part("Mozilla's own load test");
      measuring.warm(daemon, Workloads.mix(measuring.uids()));
      for (int connections : CONNECTIONS) {
        var mix = Workloads.mix(measuring.uids());
        measuring.report().row(mix.name(), connections, measuring.alone(daemon, mix, connections));
      }
      measuring.mostMemory(daemon);
    }
  }

  void sizes() throws IOException, SQLException {
    measuring.report().part("Databases of users with 100 items of 200 bytes, asked at random");
    int users = 0;
    var folder = measuring.setting().work().resolve("sizes");
    measuring.daemon("sizes").close();
    var smaller = new HashMap<String, Rounds>();
    for (int wanted : List.of(10, 1000, 50_000)) {
      Fill.users(Daemon.database(folder), 1 + users, wanted - users);
      users = wanted;
      try (var daemon = measuring.daemon("sizes")) {
        for (var workload : Scattered.all(users)) {
          measuring.warm(daemon, workload);
          var found = measuring.alone(daemon, workload, 16);
          var before = smaller.put(workload.name(), found);
          var goals =
              before == null ? new Goal[0] : new Goal[] {Goal.costs(found, before, LARGER_FACTOR)};
          var name = "%s, %,d users".formatted(workload.name(), users);
          measuring.report().row(name, 16, found, goals);
        }
      }
    }
    Folders.delete(folder);
  }
}
