// SPDX-License-Identifier: MPL-2.0
package firefoxsync.bench;

import java.io.IOException;

/** What the parts of a run have in common: the setting, the report, and how a row of it is taken. */
final class Measuring {
  private static final int UIDS_A_ROW = 1000;
  private static final int WARM_UP_CONNECTIONS = 16;
  private static final double MEMORY_UNDER_LOAD_MIB = 220;

  private final Setting setting;
  private final Report report;
  private final Meter meter;
  private long nextUid = UIDS_A_ROW;

  /** Says what a row is to reach. */
  interface Goals {
    Goal[] of(int connections, Rounds found, Rounds limit);
  }

  Measuring(Setting setting, Report report) {
    this.setting = setting;
    this.report = report;
    this.meter = new Meter(setting.seconds());
  }

  Setting setting() {
    return setting;
  }

  Report report() {
    return report;
  }

  /** Returns the first of some uids that nobody used before. */
  long uids() {
    nextUid += UIDS_A_ROW;
    return nextUid;
  }

  Daemon daemon(String name) throws IOException {
    return Daemon.start(setting, setting.work().resolve(name));
  }

  /** Warms the daemon with the workload. */
  void warm(Daemon daemon, Workload workload) throws IOException {
    try (var crowd = daemon.crowd(workload, WARM_UP_CONNECTIONS)) {
      report.warmth(workload.name(), meter.warm(crowd));
    }
  }

  /** Returns what so many browsers reach with the workload, and nobody beside them. */
  Rounds alone(Daemon daemon, Workload workload, int connections) throws IOException {
    try (var crowd = daemon.crowd(workload, connections)) {
      return meter.measure(crowd).get(0);
    }
  }

  /** As the other, at a server whose process is not known. */
  Rounds alone(Target target, Workload workload, int connections) throws IOException {
    try (var crowd = new Crowd(target, workload, connections)) {
      meter.warm(crowd);
      return meter.measure(crowd).get(0);
    }
  }

  /** Puts rows of a reading beside bare Netty that answers the same. */
  void besideNetty(Daemon daemon, Reading workload, int[] connections, Goals goals)
      throws IOException {
    try (var limit = new Limit(setting, daemon.target(), workload)) {
      try (var crowd = daemon.crowd(workload, WARM_UP_CONNECTIONS);
          var bare = limit.crowd(workload, WARM_UP_CONNECTIONS)) {
        report.warmth(workload.name(), meter.warm(crowd, bare));
      }
      for (int count : connections) {
        try (var crowd = daemon.crowd(workload, count);
            var bare = limit.crowd(workload, count)) {
          var found = meter.measure(crowd, bare);
          var judged = goals.of(count, found.get(0), found.get(1));
          report.row(workload.name(), count, found.get(0), found.get(1), judged);
        }
      }
    }
  }

  /** Puts rows of a workload beside bare SQLite, which has as many rows a unit. */
  void besideSqlite(
      Daemon daemon, Workload workload, int[] connections, BareRows limit, Goals goals)
      throws IOException {
    try (var crowd = daemon.crowd(workload, WARM_UP_CONNECTIONS)) {
      report.warmth(workload.name(), meter.warm(crowd, limit));
    }
    for (int count : connections) {
      try (var crowd = daemon.crowd(workload, count)) {
        var found = meter.measure(crowd, limit);
        var judged = goals.of(count, found.get(0), found.get(1));
        report.row(workload.name(), count, found.get(0), found.get(1), judged);
      }
    }
  }

  /** Returns the goals of what has none. */
  static Goals none() {
    return (connections, found, limit) -> new Goal[0];
  }

  /** Tells what the daemon has needed at most. */
  void mostMemory(Daemon daemon) {
    long memory = daemon.mostMemoryMiB();
    report.facts("Memory under that load");
    report.fact(
        "resident at most", memory + " MiB", Goal.below(memory, MEMORY_UNDER_LOAD_MIB, "MiB"));
  }
}
