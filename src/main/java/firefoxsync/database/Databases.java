// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import firefoxsync.config.DatabaseSettings;
import firefoxsync.config.PostgresqlSettings;
import java.time.Clock;

/** Opens the database that the administrator chose. */
public final class Databases {
  private Databases() {}

  /** Opens it and brings its tables up to date. */
  public static Database open(DatabaseSettings settings, Clock clock) {
    if (settings instanceof PostgresqlSettings server) {
      return PostgresqlDatabase.open(server, clock);
    }
    return SqliteDatabase.open(((DatabaseSettings.Embedded) settings).file());
  }
}
