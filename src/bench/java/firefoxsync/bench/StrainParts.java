// SPDX-License-Identifier: MPL-2.0
package firefoxsync.bench;

import java.io.IOException;
import java.util.List;

/** What some notice of others who ask much, slowly, or for no good. */
final class StrainParts {
  private static final double DELAY_FACTOR = 2;
  private static final double HOLD_MILLIS = 50;
  private static final int SLOW_ONES = 200;
  private static final int FEW = 4;

  private final Measuring measuring;
  private final Report report;

  StrainParts(Measuring measuring) {
    this.measuring = measuring;
    this.report = measuring.report();
  }

  private long uids() {
    return measuring.uids();
  }

  void memory() throws IOException {
    try (var daemon = measuring.daemon("memory")) {
      report.part("256 readers of 1,000 items");
      var workload = Workloads.thousandItems(uids());
      measuring.warm(daemon, workload);
      report.row(workload.name(), 256, measuring.alone(daemon, workload, 256));
      measuring.mostMemory(daemon);
    }
  }

  void slow() throws IOException {
    try (var daemon = measuring.daemon("slow")) {
      report.part("Others, while 200 browsers read 1,000 items slowly and 200 upload slowly");
      measuring.warm(daemon, Workloads.item(uids()));
      var read = measuring.alone(daemon, Workloads.item(uids()), FEW);
      report.row("alone: GET one item", FEW, read);
      measuring.warm(daemon, Workloads.put(uids()));
      var write = measuring.alone(daemon, Workloads.put(uids()), FEW);
      report.row("alone: PUT one item", FEW, write);
      long slowUid = uids();
      daemon.crowd(Workloads.thousandItems(slowUid), 1).close();
      int lost;
      try (var slow = new Slow(daemon.target(), slowUid, SLOW_ONES)) {
        var item = measuring.alone(daemon, Workloads.item(uids()), FEW);
        report.row("beside: GET one item", FEW, item, Goal.p99(item, read, DELAY_FACTOR));
        var put = measuring.alone(daemon, Workloads.put(uids()), FEW);
        report.row("beside: PUT one item", FEW, put, Goal.p99(put, write, DELAY_FACTOR));
        lost = slow.lost();
      }
      report.facts("The slow ones");
      report.fact("connections refused or lost", "" + lost, Goal.that("none", lost == 0));
      boolean isWhole = !daemon.log().contains("OutOfMemory");
      report.fact("out of memory", isWhole ? "never" : "yes", Goal.that("never", isWhole));
      measuring.mostMemory(daemon);
    }
  }

  void guesses() throws IOException {
    try (var daemon = measuring.daemon("guesses")) {
      report.part("One syncing browser, while 10,000 passwords are guessed in a minute");
      measuring.warm(daemon, Workloads.mix(uids()));
      report.row("alone: a sync", 1, measuring.alone(daemon, Workloads.mix(uids()), 1));
      var flood = new Flood(daemon.target(), 10_000, 60);
      try (var crowd = daemon.crowd(Workloads.mix(uids()), 1)) {
        report.row("beside: a sync", 1, Rounds.of(crowd.round(55)));
      }
      report.facts("The guesses");
      report.fact("answers by status", flood.answers().toString());
      measuring.mostMemory(daemon);
    }
  }

  void holds() throws IOException {
    report.part("Somebody who writes one small item after another, while others do large things");
    long uid = uids();
    try (var daemon = measuring.daemon("holds")) {
      var holds = new Holds(daemon.target(), uids());
      holds.stage(uids(), 300);
      var idleMillis = (long) (1000 * measuring.setting().seconds());
      hold("nothing", holds.during(() -> Thread.sleep(idleMillis)));
      for (int payloadBytes : List.of(300, 24 * 1024)) {
        for (var kind : List.of("new", "known")) {
          var batch = holds.stage(uid + payloadBytes, payloadBytes);
          var found = holds.during(() -> holds.commit(uid + payloadBytes, batch));
          hold("commit of 10,000 %s items of %,d bytes".formatted(kind, payloadBytes), found);
        }
        hold(
            "deletion of 10,000 items of %,d bytes".formatted(payloadBytes),
            holds.during(() -> holds.deleteEverything(uid + payloadBytes)));
      }
    }
    purge();
  }

  /** Housekeeping begins anew soon after a start. */
  private void purge() throws IOException {
    var folder = measuring.setting().work().resolve("holds");
    try (var daemon = measuring.daemon("holds")) {
      var holds = new Holds(daemon.target(), uids());
      // A young process loads its classes at the first requests.
      try (var crowd = daemon.crowd(Workloads.put(uids()), 1)) {
        crowd.round(1);
      }
      hold("purge of all that", holds.during(() -> Holds.awaitPurge(Daemon.database(folder))));
    }
    Folders.delete(folder);
  }

  private void hold(String name, Round found) {
    var goal = Goal.below(found.millis(1), HOLD_MILLIS, "ms at worst");
    report.row(name, 1, Rounds.of(found), goal);
  }
}
