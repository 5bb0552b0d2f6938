// SPDX-License-Identifier: MPL-2.0
package firefoxsync.doctor;

import firefoxsync.config.DatabaseSettings;
import firefoxsync.database.DatabaseException;
import firefoxsync.database.SqliteInspection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Whether the embedded database is whole, how large it is, and what is in it. */
final class DatabaseExam {
  private static final long LOG_BYTES_MAX = 256L << 20;

  private final DatabaseSettings.Embedded settings;
  private final Clock clock;

  DatabaseExam(DatabaseSettings.Embedded settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  List<Finding> examine(boolean thorough) {
    var findings = new ArrayList<Finding>();
    try (var database = SqliteInspection.open(settings)) {
      findings.add(whole(database, thorough));
      findings.addAll(size(database));
      new ContentsExam(database, clock).examine(findings);
    } catch (DatabaseException | IllegalStateException e) {
      findings.add(Finding.wrong("database: cannot be read to its end: " + e.getMessage()));
    }
    return findings;
  }

  private static Finding whole(SqliteInspection database, boolean thorough) {
    var damage = database.damage(thorough);
    if (damage.isEmpty()) {
      return Finding.fine(
          thorough ? "database: whole, by a full check" : "database: whole, by a quick check");
    }
    return Finding.wrong("database: damaged, restore a backup: " + String.join("; ", damage));
  }

  private static List<Finding> size(SqliteInspection database) {
    var size = database.size();
    var text = "size: %s, of which %s are free; log %s"
        .formatted(
            Amount.of(size.fileBytes()), Amount.of(size.freeBytes()), Amount.of(size.logBytes()));
    return List.of(
        size.logBytes() > LOG_BYTES_MAX
            ? Finding.wrong(text + ": the log is not copied back; restart the service")
            : Finding.fine(text));
  }
}
