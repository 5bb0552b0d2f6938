// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import firefoxsync.config.DatabaseSettings;

/** Opens the database that the administrator chose. */
public final class Databases {
  private Databases() {}

  /** Opens it and brings its tables up to date. */
  public static Database open(DatabaseSettings settings) {
    return SqliteDatabase.open(settings.file());
  }
}
