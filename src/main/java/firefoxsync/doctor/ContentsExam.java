// SPDX-License-Identifier: MPL-2.0
package firefoxsync.doctor;

import firefoxsync.database.DatabaseInspection;
import firefoxsync.ops.ContentsStore;
import firefoxsync.ops.HousekeepingStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What is in the database, wherever it is, and what housekeeping did and has before it. */
final class ContentsExam {
  /** The hourly jobs, twice over. */
  private static final Duration HOUSEKEEPING_AGE_MAX = Duration.ofHours(3);

  private final DatabaseInspection database;
  private final Clock clock;

  ContentsExam(DatabaseInspection database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Adds what it finds one by one: whatever an older schema lacks ends it. */
  void examine(List<Finding> findings) {
    findings.add(schema());
    var stored = database.read(ContentsStore::stored);
    findings.add(Finding.fine("contents: %d people with Sync data, %d items, %s"
        .formatted(stored.users(), stored.items(), Amount.of(stored.bytes()))));
    findings.addAll(housekeeping());
    findings.add(waiting());
  }

  private Finding schema() {
    var differences = database.schemaDifferences();
    return differences.isEmpty()
        ? Finding.fine("schema: of this version")
        : Finding.wrong("schema: " + String.join(", ", differences)
            + "; restart the service, which brings it up to date, or install its version");
  }

  private List<Finding> housekeeping() {
    var runs = database.read(HousekeepingStore::all);
    return runs.isEmpty()
        ? List.of(Finding.note("housekeeping: never ran; it begins with the service"))
        : runs.stream().map(this::housekeeping).toList();
  }

  private Finding housekeeping(HousekeepingStore.Run run) {
    var at = Instant.ofEpochMilli(run.finishedAt());
    var text = "housekeeping: %s done at %s, %d rows removed so far"
        .formatted(run.job(), at, run.removed());
    return at.isBefore(clock.instant().minus(HOUSEKEEPING_AGE_MAX))
        ? Finding.note(text + "; does the service run?")
        : Finding.fine(text);
  }

  private Finding waiting() {
    var waiting = database.read(tx -> DoctorStore.waiting(tx, clock.millis()));
    long stores = database.read(DoctorStore::replacedStores);
    return Finding.fine(
        "housekeeping: waiting are %d expired items, %d wiped collections, %d stale batches, %d stores"
            .formatted(waiting.expired(), waiting.wiped(), waiting.staleBatches(), stores));
  }
}
