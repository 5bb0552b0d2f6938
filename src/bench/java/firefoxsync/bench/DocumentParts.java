// SPDX-License-Identifier: MPL-2.0
package firefoxsync.bench;

import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/** What apps ask of documents: of the daemon with its goals, and of another server beside it. */
final class DocumentParts {
  private static final int[] CONNECTIONS = {1, 16, 64, 256};
  private static final int LONG_BYTES = 64 << 20;
  private static final int OWNERS = 16;
  private static final int GROUP_ROWS = 64;

  private static final double GET_A_SECOND = 10_000;
  private static final double GET_P99_MILLIS = 10;
  private static final double LIST_A_SECOND = 2_000;
  private static final double PUT_A_SECOND = 2_000;
  private static final double PUT_P99_MILLIS = 50;
  private static final double EXTRA_MIB = 32;

  private final Measuring measuring;
  private final Report report;

  DocumentParts(Measuring measuring) {
    this.measuring = measuring;
    this.report = measuring.report();
  }

  /** Measures the daemon beside Netty and SQLite alone. */
  void daemon() throws IOException {
    try (var daemon = measuring.daemon("documents")) {
      var owners = DocumentOwner.add(daemon.config(), OWNERS);
      var one = new DocumentWorkloads(owners.subList(0, 1));
      report.part("Documents, beside Netty answering a constant", "bare Netty");
      measuring.besideNetty(daemon, one.get(), CONNECTIONS, at16(found -> new Goal[] {
        Goal.atLeast(found.aSecond(), GET_A_SECOND, "a second"),
        Goal.below(found.p99Millis(), GET_P99_MILLIS, "ms p99")
      }));
      measuring.besideNetty(daemon, one.list(), CONNECTIONS, at16(found ->
          new Goal[] {Goal.atLeast(found.aSecond(), LIST_A_SECOND, "a second")}));
      report.part("Documents, beside SQLite inserting rows of 1 KiB", "bare SQLite");
      try (var bare = new BareRows(measuring.setting(), Layout.ROWS, GROUP_ROWS, 1)) {
        measuring.besideSqlite(
            daemon, one.put("PUT 1 KiB, one owner"), new int[] {1, 16}, bare, goalsOfPut());
        var spread = new DocumentWorkloads(owners).put("PUT 1 KiB, 16 owners");
        measuring.besideSqlite(daemon, spread, new int[] {OWNERS}, bare, Measuring.none());
      }
    }
    longDocuments();
  }

  private static Measuring.Goals at16(Function<Rounds, Goal[]> goals) {
    return (connections, found, limit) -> connections == 16 ? goals.apply(found) : new Goal[0];
  }

  private static Measuring.Goals goalsOfPut() {
    return at16(found -> new Goal[] {
      Goal.atLeast(found.aSecond(), PUT_A_SECOND, "a second"),
      Goal.below(found.p99Millis(), PUT_P99_MILLIS, "ms p99")
    });
  }

  /** On a young process that knows small documents alone, so that the memory is theirs. */
  private void longDocuments() throws IOException {
    try (var daemon = measuring.daemon("long")) {
      var workloads = new DocumentWorkloads(DocumentOwner.add(daemon.config(), 1));
      measuring.alone(daemon, workloads.put("warm up"), OWNERS);
      measuring.alone(daemon, workloads.get(), OWNERS);
      report.part("Long documents of 64 MiB, of which at most so many a second");
      long before = daemon.memoryMiB();
      daemon.forgetMostMemory();
      for (var workload : List.of(workloads.putLong(LONG_BYTES), workloads.getLong(LONG_BYTES))) {
        try (var crowd = daemon.crowd(workload, 1)) {
          report.row(workload.name(), 1, whole(crowd));
        }
      }
      long extra = daemon.mostMemoryMiB() - before;
      report.facts("Memory of long documents");
      report.fact(
          "resident at most, beyond %d MiB of small ones".formatted(before),
          extra + " MiB",
          Goal.below(extra, EXTRA_MIB, "MiB"));
    }
  }

  /** Few of these fit into a round, so there is one alone. */
  private Rounds whole(Side side) throws IOException {
    side.round(measuring.setting().seconds() / 2);
    return Rounds.of(side.round(measuring.setting().seconds()));
  }

  /** Asks armadietto the same, as far as it goes. */
  void armadietto() throws IOException {
    try (var other = Armadietto.start(measuring.setting())) {
      var one = new DocumentWorkloads(List.of(other.owner()));
      report.part(
          "Documents of armadietto %s, which waits for no disk".formatted(Armadietto.VERSION));
      for (var workload : List.of(one.get(), one.list())) {
        for (int connections : List.of(1, 16, 64)) {
          row(other, workload, connections);
        }
      }
      for (int connections : List.of(1, 16)) {
        row(other, one.put("PUT 1 KiB, one owner"), connections);
      }
      for (var workload : List.of(one.putLong(LONG_BYTES), one.getLong(LONG_BYTES))) {
        try (var crowd = new Crowd(other.target(), workload, 1)) {
          report.row(workload.name(), 1, whole(crowd));
        }
      }
      report.facts("Its memory under that load");
      report.fact("resident at most", other.mostMemoryMiB() + " MiB");
    }
  }

  private void row(Armadietto other, Workload workload, int connections) throws IOException {
    var found = measuring.alone(other.target(), workload, connections);
    report.row(workload.name(), connections, found);
  }
}
