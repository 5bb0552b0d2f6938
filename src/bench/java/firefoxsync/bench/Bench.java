// SPDX-License-Identifier: MPL-2.0
package firefoxsync.bench;

import firefoxsync.crypto.MasterSecret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/**
 * Measures, part by part. Arguments are the parts to measure (all without any), or {@code URL} and
 * {@code MASTER_SECRET_FILE} of another Sync 1.5 server that gets the same requests. Two parts run only
 * when they are named: {@code memory}, and {@code armadietto}, which fetches that server of documents
 * from npm.
 *
 * <p>The environment may say {@code BENCH_SECONDS}, how long each figure takes.
 */
public final class Bench {
  private static final double DEFAULT_SECONDS = 3;

  private static final List<String> USUAL = List.of(
      "start",
      "reads",
      "writes",
      "syncs",
      "documents",
      "elsewhere",
      "sizes",
      "slow",
      "guesses",
      "holds",
      "layouts");

  private final Measuring measuring;
  private final SyncParts sync;
  private final StrainParts strain;

  private Bench(Measuring measuring) {
    this.measuring = measuring;
    this.sync = new SyncParts(measuring);
    this.strain = new StrainParts(measuring);
  }

  public static void main(String[] args) throws IOException, SQLException {
    var seconds = System.getenv().getOrDefault("BENCH_SECONDS", "" + DEFAULT_SECONDS);
    var work = Files.createTempDirectory(Path.of(System.getenv("BENCH_FOLDER")), "bench");
    var setting = new Setting(
        Path.of(System.getenv("BENCH_PROGRAM")),
        System.getenv("BENCH_JAVA_OPTIONS"),
        work,
        Double.parseDouble(seconds));
    var report = new Report(System.out);
    var bench = new Bench(new Measuring(setting, report));
    try {
      if (args.length == 2 && args[0].startsWith("http")) {
        bench.other(args[0], Path.of(args[1]));
        return;
      }
      for (var name : args.length == 0 ? USUAL : List.of(args)) {
        bench.measure(name);
      }
      report.summary();
    } finally {
      Folders.delete(work);
    }
  }

  private void measure(String part) throws IOException, SQLException {
    switch (part) {
      case "start" -> new StartPart(measuring).start();
      case "reads" -> sync.reads();
      case "writes" -> sync.writes();
      case "syncs" -> sync.syncs();
      case "sizes" -> sync.sizes();
      case "documents" -> new DocumentParts(measuring).daemon();
      case "armadietto" -> new DocumentParts(measuring).armadietto();
      case "elsewhere" -> new Elsewhere(measuring).measure();
      case "slow" -> strain.slow();
      case "guesses" -> strain.guesses();
      case "holds" -> strain.holds();
      case "memory" -> strain.memory();
      case "layouts" -> new LayoutPart(measuring).layouts();
      default -> throw new IllegalArgumentException("no part " + part);
    }
  }

  private void other(String url, Path secretFile) throws IOException {
    var target = new Target(URI.create(url), MasterSecret.of(Files.readAllLines(secretFile)));
    measuring.report().part(url);
    for (int connections : SyncParts.CONNECTIONS) {
      for (var workload : List.of(
          Workloads.info(measuring.uids()),
          Workloads.item(measuring.uids()),
          Workloads.thousandItems(measuring.uids()),
          Workloads.put(measuring.uids()),
          Workloads.post(measuring.uids()),
          Workloads.mix(measuring.uids()))) {
        var found = measuring.alone(target, workload, connections);
        measuring.report().row(workload.name(), connections, found);
      }
    }
    var sync = Workloads.firstSync(measuring.uids());
    measuring.report().row(sync.name(), 1, measuring.alone(target, sync, 1));
  }
}
