// SPDX-License-Identifier: MPL-2.0
package firefoxsync.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables, as Markdown, each figure beside the limit and the goal that it is judged by. */
final class Report {
  private final PrintStream out;
  private final List<String> missed = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private int goals;

  Report(PrintStream out) {
    this.out = out;
  }

  /** Begins a part; its last columns but the goal's compare with the limit. */
  void part(String title, String limit) {
    title(title);
    line(
        "",
        "connections",
        "a second",
        "median ms",
        "p99 ms",
        "processor µs each",
        limit,
        "share",
        "p99 ms",
        "p99/p99",
        "processor µs each",
        "goal");
    line("---", "--:", "--:", "--:", "--:", "--:", "--:", "--:", "--:", "--:", "--:", "---");
  }

  /** Begins a part without a limit. */
  void part(String title) {
    title(title);
    line(
        "",
        "connections",
        "a second",
        "median ms",
        "p99 ms",
        "worst ms",
        "processor µs each",
        "goal");
    line("---", "--:", "--:", "--:", "--:", "--:", "--:", "---");
  }

  /** Begins a part of single figures. */
  void facts(String title) {
    title(title);
    line("", "", "goal");
    line("---", "--:", "---");
  }

  private void title(String title) {
    tellNotes();
    out.printf("%n### %s%n%n", title);
  }

  /** Tells how what follows was warmed. */
  void warmth(String name, Meter.Warmth warmth) {
    notes.add("* %s: warmed by %s".formatted(name, warmth));
  }

  void row(String name, int connections, Rounds found, Rounds limit, Goal... goals) {
    line(
        name,
        "" + connections,
        rate(found.aSecond()),
        millis(found.medianMillis()),
        millis(found.p99Millis()),
        micros(found.microsEach()),
        rate(limit.aSecond()),
        percent(found.share(limit)),
        millis(limit.p99Millis()),
        times(found.p99Millis() / limit.p99Millis()),
        micros(limit.microsEach()),
        judge(name + " at " + connections, goals));
  }

  /** A row without a limit. */
  void row(String name, int connections, Rounds found, Goal... goals) {
    line(
        name,
        "" + connections,
        rate(found.aSecond()),
        millis(found.medianMillis()),
        millis(found.p99Millis()),
        millis(found.worstMillis()),
        micros(found.microsEach()),
        judge(name + " at " + connections, goals));
  }

  void fact(String name, String value, Goal... goals) {
    line(name, value, judge(name, goals));
  }

  /** Ends the report: how many goals there were, and which were missed. */
  void summary() {
    tellNotes();
    if (goals > 0) {
      out.printf("%n%d of %d goals are reached.%n", goals - missed.size(), goals);
      missed.forEach(goal -> out.printf("* missed: %s%n", goal));
    }
  }

  private void tellNotes() {
    if (!notes.isEmpty()) {
      out.println();
      notes.forEach(out::println);
      notes.clear();
    }
  }

  private String judge(String name, Goal... judged) {
    goals += judged.length;
    Stream.of(judged)
        .filter(goal -> !goal.isReached())
        .forEach(goal -> missed.add(name + ", " + goal.text()));
    return Stream.of(judged)
        .map(goal -> goal.text() + (goal.isReached() ? ": reached" : ": **missed**"))
        .collect(Collectors.joining("; "));
  }

  private void line(String... cells) {
    out.println("| " + String.join(" | ", cells) + " |");
    out.flush();
  }

  private static String rate(double number) {
    return (number < 10 ? "%.1f" : "%.0f").formatted(number);
  }

  private static String millis(double number) {
    return Double.isNaN(number) ? "" : "%.2f".formatted(number);
  }

  private static String times(double number) {
    return Double.isNaN(number) ? "" : "%.1f".formatted(number);
  }

  private static String micros(double number) {
    return "%.0f".formatted(number);
  }

  private static String percent(double share) {
    return "%.0f %%".formatted(100 * share);
  }
}
