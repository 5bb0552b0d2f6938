// SPDX-License-Identifier: MPL-2.0
package firefoxsync.doctor;

import firefoxsync.config.DatabaseSettings;
import firefoxsync.database.DatabaseException;
import firefoxsync.database.DatabaseInspection;
import firefoxsync.ops.HousekeepingStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Whether the database is whole, what is in it, and what housekeeping did and has before it. */
final class DatabaseExam {
  private static final long LOG_BYTES_MAX = 256L << 20;

  /** The hourly jobs, twice over. */
  private static final Duration HOUSEKEEPING_AGE_MAX = Duration.ofHours(3);

  private final DatabaseSettings.Embedded settings;
  private final Clock clock;

  DatabaseExam(DatabaseSettings.Embedded settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  List<Finding> examine(boolean thorough) {
    var findings = new ArrayList<Finding>();
    try (var database = DatabaseInspection.open(settings)) {
      findings.add(whole(database, thorough));
      findings.add(schema(database));
      findings.addAll(size(database));
      var contents = database.read(DoctorStore::contents);
      findings.add(Finding.fine("contents: %d people with Sync data, %d items, %s"
          .formatted(contents.users(), contents.items(), Amount.of(contents.bytes()))));
      findings.addAll(housekeeping(database));
    } catch (DatabaseException | IllegalStateException e) {
      // Tables that an older schema lacks end here, too; the schema was told before.
      findings.add(Finding.wrong("database: cannot be read to its end: " + e.getMessage()));
    }
    return findings;
  }

  private static Finding whole(DatabaseInspection database, boolean thorough) {
    var damage = database.damage(thorough);
    if (damage.isEmpty()) {
      return Finding.fine(
          thorough ? "database: whole, by a full check" : "database: whole, by a quick check");
    }
    return Finding.wrong("database: damaged, restore a backup: " + String.join("; ", damage));
  }

  private static Finding schema(DatabaseInspection database) {
    var differences = database.schemaDifferences();
    return differences.isEmpty()
        ? Finding.fine("schema: of this version")
        : Finding.wrong("schema: " + String.join(", ", differences)
            + "; restart the service, which brings it up to date, or install its version");
  }

  private static List<Finding> size(DatabaseInspection database) {
    var size = database.size();
    var text = "size: %s, of which %s are free; log %s"
        .formatted(
            Amount.of(size.fileBytes()), Amount.of(size.freeBytes()), Amount.of(size.logBytes()));
    return List.of(
        size.logBytes() > LOG_BYTES_MAX
            ? Finding.wrong(text + ": the log is not copied back; restart the service")
            : Finding.fine(text));
  }

  private List<Finding> housekeeping(DatabaseInspection database) {
    var findings = new ArrayList<Finding>();
    var now = clock.instant();
    var runs = database.read(HousekeepingStore::all);
    if (runs.isEmpty()) {
      findings.add(Finding.note("housekeeping: never ran; it begins with the service"));
    }
    for (var run : runs) {
      var at = Instant.ofEpochMilli(run.finishedAt());
      var text = "housekeeping: %s done at %s, %d rows removed so far"
          .formatted(run.job(), at, run.removed());
      findings.add(
          at.isBefore(now.minus(HOUSEKEEPING_AGE_MAX))
              ? Finding.note(text + "; does the service run?")
              : Finding.fine(text));
    }
    var waiting = database.read(tx -> DoctorStore.waiting(tx, clock.millis()));
    findings.add(Finding.fine(
        "housekeeping: waiting are %d expired items, %d wiped collections, %d stale batches, %d stores"
            .formatted(
                waiting.expired(), waiting.wiped(), waiting.staleBatches(), waiting.stores())));
    return findings;
  }
}
