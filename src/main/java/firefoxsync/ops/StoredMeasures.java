// SPDX-License-Identifier: MPL-2.0
package firefoxsync.ops;

import firefoxsync.config.DatabaseSettings;
import firefoxsync.database.Database;
import firefoxsync.metrics.Measured;
import firefoxsync.metrics.MetricsText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the database holds, and what housekeeping made of it. Asks the database each time. */
public final class StoredMeasures implements Measured {
  private static final double MILLIS = 1000;

  private final Database database;
  private final DatabaseSettings settings;

  /** Takes the database and where it is. */
  public StoredMeasures(Database database, DatabaseSettings settings) {
    this.database = database;
    this.settings = settings;
  }

  @Override
  public void tell(MetricsText text) {
    var people = database.read(ContentsStore::people);
    text.gauge("accounts", "Accounts of this server's own.").value(people.accounts());
    text.gauge("sessions", "Sessions of browsers that are signed in.").value(people.sessions());
    var stored = database.read(ContentsStore::stored);
    text.gauge("users", "People who keep something in Sync storage.").value(stored.users());
    text.gauge("stored_items", "Items in Sync storage.").value(stored.items());
    text.gauge("stored_bytes", "Bytes of their payloads.").value(stored.bytes());
    var runs = database.read(HousekeepingStore::all);
    text.counter("housekeeping_removed_total", "Rows that housekeeping removed, ever.");
    runs.forEach(run -> text.value("job", run.job(), run.removed()));
    text.gauge("housekeeping_timestamp_seconds", "When each job last found nothing left to do.");
    runs.forEach(run -> text.value("job", run.job(), run.finishedAt() / MILLIS));
    if (settings instanceof DatabaseSettings.Embedded embedded) {
      var file = embedded.file().toAbsolutePath();
      text.gauge("database_bytes", "Bytes on the disk, by file.")
          .value("file", "database", size(file))
          .value("file", "log", size(file.resolveSibling(file.getFileName() + "-wal")));
      text.gauge("database_free_bytes", "Bytes that the database's disk has left.")
          .value(free(file));
    }
  }

  /** A file that is not there takes no room. */
  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0;
    }
  }

  private static long free(Path file) {
    try {
      return Files.getFileStore(file).getUsableSpace();
    } catch (IOException e) {
      return 0;
    }
  }
}
