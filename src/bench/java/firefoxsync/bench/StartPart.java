// SPDX-License-Identifier: MPL-2.0
package firefoxsync.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How soon the daemon answers, and what it takes while nobody asks much. */
final class StartPart {
  private static final int STARTS = 5;
  private static final double START_MILLIS = 1000;
  private static final double MEMORY_AT_REST_MIB = 100;
  private static final double PACKAGE_MB = 16;

  private final Measuring measuring;

  StartPart(Measuring measuring) {
    this.measuring = measuring;
  }

  void start() throws IOException {
    var report = measuring.report();
    report.facts("Start, size and memory at rest");
    measuring.daemon("start").close();
    long best = Long.MAX_VALUE;
    for (int i = 0; i < STARTS; i++) {
      try (var daemon = measuring.daemon("start")) {
        best = Math.min(best, daemon.startMillis());
      }
    }
    report.fact(
        "start to first answer, best of " + STARTS,
        best + " ms",
        Goal.below(best, START_MILLIS, "ms"));
    try (var daemon = measuring.daemon("start")) {
      try (var crowd = daemon.crowd(Workloads.info(measuring.uids()), 1)) {
        crowd.round(1);
      }
      long memory = daemon.memoryMiB();
      report.fact(
          "resident at rest, one browser seen",
          memory + " MiB",
          Goal.below(memory, MEMORY_AT_REST_MIB, "MiB"));
    }
    var file = Path.of(System.getenv().getOrDefault("BENCH_PACKAGE", "none"));
    if (Files.exists(file)) {
      double size = Files.size(file) / 1e6;
      report.fact("package", "%.1f MB".formatted(size), Goal.below(size, PACKAGE_MB, "MB"));
    }
  }
}
