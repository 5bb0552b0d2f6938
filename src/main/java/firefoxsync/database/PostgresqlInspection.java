// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import firefoxsync.config.PostgresqlSettings;
import java.time.Clock;
import java.util.function.Function;

/** A look into a database on a server. */
public final class PostgresqlInspection implements DatabaseInspection {
  private final PostgresqlDatabase database;

  private PostgresqlInspection(PostgresqlDatabase database) {
    this.database = database;
  }

  /**
   * Connects to the server.
   *
   * @throws DatabaseException saying in words why that cannot be done
   */
  public static PostgresqlInspection open(PostgresqlSettings settings, Clock clock) {
    return new PostgresqlInspection(
        PostgresqlDatabase.openEmpty(settings, PostgresqlLimits.LOOKING, clock));
  }

  @Override
  public <T> T read(Function<Transaction, T> work) {
    return database.read(work);
  }

  @Override
  public void close() {
    database.close();
  }
}
