// SPDX-License-Identifier: MPL-2.0
package firefoxsync.bench;

import firefoxsync.crypto.MasterSecret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

/**
 * Measures, part by part. Arguments are the parts to measure (all without any), or {@code URL} and
 * {@code MASTER_SECRET_FILE} of another Sync 1.5 server that gets the same requests.
 *
 * <p>The environment may say {@code BENCH_SECONDS}, how long each figure takes.
 */
public final class Bench {
  private static final List<Integer> CONNECTIONS = List.of(1, 16, 64, 256);
  private static final int UIDS_A_RUN = 1000;
  private static final double DEFAULT_SECONDS = 4;

  private static final Map<String, Part> PARTS = Map.of(
      "start", Bench::start,
      "reads", Bench::reads,
      "writes", Bench::writes,
      "syncs", Bench::syncs,
      "sizes", Bench::sizes,
      "slow", Bench::slow,
      "layouts", Bench::layouts);
  private static final List<String> USUAL =
      List.of("start", "reads", "writes", "syncs", "sizes", "slow");

  private final Setting setting;
  private final Report report = new Report(System.out);
  private long nextUid = UIDS_A_RUN;

  private Bench(Setting setting) {
    this.setting = setting;
  }

  /** One part of the measurement. */
  private interface Part {
    void measure(Bench bench) throws IOException, SQLException;
  }

  public static void main(String[] args) throws IOException, SQLException {
    var seconds = System.getenv().getOrDefault("BENCH_SECONDS", "" + DEFAULT_SECONDS);
    var work = Files.createTempDirectory(Path.of(System.getenv("BENCH_FOLDER")), "bench");
    var bench = new Bench(new Setting(
        Path.of(System.getenv("BENCH_PROGRAM")),
        System.getenv("BENCH_JAVA_OPTIONS"),
        work,
        Double.parseDouble(seconds)));
    try {
      if (args.length == 2 && args[0].startsWith("http")) {
        bench.other(args[0], Path.of(args[1]));
        return;
      }
      for (var name : args.length == 0 ? USUAL : List.of(args)) {
        var part = PARTS.get(name);
        if (part == null) {
          throw new IllegalArgumentException("no part " + name + " among " + PARTS.keySet());
        }
        part.measure(bench);
      }
    } finally {
      Folders.delete(work);
    }
  }

  private void start() throws IOException {
    report.title("start and memory");
    var folder = setting.work().resolve("start");
    Daemon.start(setting, folder).close();
    long best = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      try (var daemon = Daemon.start(setting, folder)) {
        best = Math.min(best, daemon.startMillis());
      }
    }
    report.fact("start to first answer, best of 5", best + " ms");
    try (var daemon = Daemon.start(setting, folder)) {
      new Crowd(daemon.target(), 1).run(Workloads.info(uids()), 0, 1);
      report.fact("resident at rest, one browser seen", daemon.memoryMiB() + " MiB");
    }
  }

  private void reads() throws IOException {
    try (var daemon = daemon("reads")) {
      report.part("small reads, beside Netty answering a constant", "bare Netty");
      besideNetty(daemon, Workloads::info);
      besideNetty(daemon, Workloads::item);
      besideNetty(daemon, Workloads::thousandItems);
      report.fact("most memory", daemon.mostMemoryMiB() + " MiB");
    }
  }

  private void besideNetty(Daemon daemon, LongFunction<Reading> make) throws IOException {
    for (int connections : CONNECTIONS) {
      var workload = make.apply(uids());
      var times = run(daemon.target(), workload, connections);
      try (var limit = new Limit(setting, daemon.target(), workload)) {
        var bare = run(limit.target(), workload, connections);
        report.row(workload.name(), connections, times, bare);
      }
    }
  }

  private void writes() throws IOException {
    double single = bareRows(64);
    double hundred = bareRows(100);
    try (var daemon = daemon("writes")) {
      report.part("writes, beside SQLite inserting the same rows", "bare SQLite");
      for (int connections : CONNECTIONS) {
        var put = Workloads.put(uids());
        report.row(put.name(), connections, run(daemon.target(), put, connections), 1, single);
      }
      for (int connections : List.of(1, 16, 64)) {
        var post = Workloads.post(uids());
        report.row(post.name(), connections, run(daemon.target(), post, connections), 100, hundred);
      }
      report.fact("most memory", daemon.mostMemoryMiB() + " MiB");
    }
  }

  private void syncs() throws IOException {
    double hundred = bareRows(100);
    try (var daemon = daemon("syncs")) {
      report.part("whole syncs, uploads beside SQLite inserting the same rows", "bare SQLite");
      for (int connections : List.of(1, 4)) {
        var sync = Workloads.firstSync(uids());
        var times = new Crowd(daemon.target(), connections).run(sync, 1, 3 * setting.seconds());
        report.row(sync.name(), connections, times, 10_000, hundred);
      }
      for (int connections : CONNECTIONS) {
        var mix = Workloads.mix(uids());
        report.row(mix.name(), connections, run(daemon.target(), mix, connections));
      }
      report.fact("most memory", daemon.mostMemoryMiB() + " MiB");
    }
  }

  private void sizes() throws IOException, SQLException {
    report.part("databases of users with 100 items of 200 bytes, asked at random", "");
    int users = 0;
    var folder = setting.work().resolve("sizes");
    Daemon.start(setting, folder).close();
    for (int wanted : List.of(10, 1000, 50_000)) {
      Fill.users(Daemon.database(folder), 1 + users, wanted - users);
      users = wanted;
      try (var daemon = Daemon.start(setting, folder)) {
        for (var workload : Scattered.all(users)) {
          var times = run(daemon.target(), workload, 16);
          report.row(workload.name() + ", " + users, 16, times);
        }
        report.fact("most memory", daemon.mostMemoryMiB() + " MiB");
      }
    }
  }

  private void slow() throws IOException {
    try (var daemon = daemon("slow")) {
      report.part("others, while 200 browsers read slowly and 200 upload slowly", "");
      var quiet = run(daemon.target(), Workloads.item(uids()), 4);
      report.row("alone: GET one item", 4, quiet);
      report.row("alone: PUT one item", 4, run(daemon.target(), Workloads.put(uids()), 4));
      long slowUid = uids();
      new Crowd(daemon.target(), 1).run(Workloads.thousandItems(slowUid), 0, 0.1);
      try (var slow = new Slow(daemon.target(), slowUid, 200)) {
        report.row("beside: GET one item", 4, run(daemon.target(), Workloads.item(uids()), 4));
        report.row("beside: PUT one item", 4, run(daemon.target(), Workloads.put(uids()), 4));
        report.fact("slow connections refused or lost", "" + slow.lost());
      }
      report.fact("most memory", daemon.mostMemoryMiB() + " MiB");
    }
  }

  private void layouts() throws IOException {
    report.title(
        "SQLite alone: rows of 1 KiB a second, best of 3; the first layout is the daemon's");
    for (var layout : Layout.values()) {
      for (int rows : List.of(1, 64, 100)) {
        double written = 0;
        double read = 0;
        for (int i = 0; i < 3; i++) {
          var found = BareRows.measure(setting, layout, rows);
          written = Math.max(written, found.written());
          read = Math.max(read, found.read());
        }
        report.fact(
            layout + ", " + rows + " a commit",
            "%8.0f written %9.0f read".formatted(written, read));
      }
    }
  }

  private void other(String url, Path secretFile) throws IOException {
    var target = new Target(URI.create(url), MasterSecret.of(Files.readAllLines(secretFile)));
    report.part(url, "");
    for (int connections : CONNECTIONS) {
      for (var workload : List.of(
          Workloads.info(uids()),
          Workloads.item(uids()),
          Workloads.thousandItems(uids()),
          Workloads.put(uids()),
          Workloads.post(uids()),
          Workloads.mix(uids()))) {
        report.row(workload.name(), connections, run(target, workload, connections));
      }
    }
    report.row("first sync of 10,000", 1, run(target, Workloads.firstSync(uids()), 1));
  }

  private double bareRows(int rowsACommit) throws IOException {
    return BareRows.measure(setting, Layout.ROWS, rowsACommit).written();
  }

  private Daemon daemon(String name) throws IOException {
    return Daemon.start(setting, setting.work().resolve(name));
  }

  private Times run(Target target, Workload workload, int connections) throws IOException {
    return new Crowd(target, connections).run(workload, setting.warmUpSeconds(), setting.seconds());
  }

  /** Returns the first of some uids that nobody used before. */
  private long uids() {
    nextUid += UIDS_A_RUN;
    return nextUid;
  }
}
