// SPDX-License-Identifier: MPL-2.0
package firefoxsync.bench;

import java.io.PrintStream;

/** The table on standard output. */
final class Report {
  private static final String HEAD = "%n%-22s %5s %10s %9s %9s   %10s %6s %9s %7s%n";
  private static final String ROW = "%-22s %5d %10.0f %9.2f %9.2f   %10.0f %5.0f%% %9.2f %6.1fx%n";
  private static final String ROW_ALONE = "%-22s %5d %10.0f %9.2f %9.2f%n";

  private final PrintStream out;

  Report(PrintStream out) {
    this.out = out;
  }

  /** Begins a part; the limit is what its last four columns compare with. */
  void part(String title, String limit) {
    out.printf("%n%s", title);
    out.printf(
        HEAD, "", "conn.", "a second", "median ms", "p99 ms", limit, "share", "p99 ms", "p99/p99");
    out.flush();
  }

  void row(String name, int connections, Times times, Times limit) {
    out.printf(
        ROW,
        name,
        connections,
        times.aSecond(),
        times.medianMillis(),
        times.p99Millis(),
        limit.aSecond(),
        100 * times.aSecond() / limit.aSecond(),
        limit.p99Millis(),
        times.p99Millis() / limit.p99Millis());
    out.flush();
  }

  void row(String name, int connections, Times times) {
    out.printf(
        ROW_ALONE, name, connections, times.aSecond(), times.medianMillis(), times.p99Millis());
    out.flush();
  }

  /** A row that keeps so many rows of the database with each request. */
  void row(String name, int connections, Times times, int rows, double limitRows) {
    out.printf(
        "%-22s %5d %10.0f %9.2f %9.2f   %10.0f %5.0f%%%n",
        name,
        connections,
        times.aSecond(),
        times.medianMillis(),
        times.p99Millis(),
        limitRows / rows,
        100 * times.aSecond() * rows / limitRows);
    out.flush();
  }

  void fact(String name, String value) {
    out.printf("%-44s %s%n", name, value);
    out.flush();
  }

  void title(String title) {
    out.printf("%n%s%n", title);
    out.flush();
  }
}
