// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import firefoxsync.config.PostgresqlSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Databases for tests that run on either engine, held to what is portable. This is the one place that knows which: SQLite, or
 * what {@code -Dfirefoxsync.engine} names.
 */
public final class TestDatabases {
  private static final Dialect ENGINE =
      Dialect.SQLITE.id().equals(System.getProperty("firefoxsync.engine", Dialect.SQLITE.id()))
          ? Dialect.SQLITE
          : Dialect.POSTGRESQL;

  private static final Map<Path, PostgresqlSettings> KEPT = new ConcurrentHashMap<>();

  private TestDatabases() {}

  /** Tells whether the engine keeps everything in a file of its own. */
  public static boolean areEmbedded() {
    return ENGINE == Dialect.SQLITE;
  }

  /** Opens a database of the test's own, with all tables; an embedded one is in the directory. */
  public static Database open(Path directory) {
    return switch (ENGINE) {
      case SQLITE -> new PortableDatabase(SqliteDatabase.open(directory.resolve("test.db")));
      case POSTGRESQL -> {
        var kept = KEPT.get(directory);
        yield kept == null ? openPostgresql() : new PortableDatabase(openPostgresql(kept));
      }
    };
  }

  /** Has the directory's database outlive its closing, for a test that restarts something. */
  public static void keep(Path directory) {
    if (!areEmbedded()) {
      KEPT.put(directory, PostgresqlCluster.shared().newDatabase());
    }
  }

  /** Opens a database of the test's own on PostgreSQL, which is gone once it is closed. */
  public static Database openPostgresql() {
    var settings = PostgresqlCluster.shared().newDatabase();
    return new PortableDatabase(
        new Passing(openPostgresql(settings), () -> PostgresqlCluster.shared().drop(settings)));
  }

  /** Opens such a database, whose connections all lead through the proxy. */
  public static Database openPostgresql(LossyProxy proxy) {
    var settings = PostgresqlCluster.shared().newDatabase();
    return new PortableDatabase(
        new Passing(openPostgresql(proxy.through(settings)), () -> PostgresqlCluster.shared()
            .drop(settings)));
  }

  private static PostgresqlDatabase openPostgresql(PostgresqlSettings settings) {
    return PostgresqlDatabase.openEmpty(settings, PostgresqlLimits.DEFAULT, Clock.systemUTC());
  }

  /** Returns the configuration's lines for a new database. */
  public static String toml(Path directory) throws IOException {
    return switch (ENGINE) {
      case SQLITE -> "url = \"sqlite:%s/firefox-sync.db\"\n".formatted(directory);
      case POSTGRESQL ->
        PostgresqlCluster.toml(PostgresqlCluster.shared().newDatabase(), directory);
    };
  }

  /** A database that is gone once it is closed. */
  private record Passing(Database database, Runnable drop) implements Database {
    @Override
    public <T> T read(Function<Transaction, T> work) {
      return database.read(work);
    }

    @Override
    public <T> T write(Function<Transaction, T> work) {
      return database.write(work);
    }

    @Override
    public <T> T write(WriteMark mark, Function<Transaction, T> work) {
      return database.write(mark, work);
    }

    @Override
    public Dialect dialect() {
      return database.dialect();
    }

    @Override
    public void checkProgress(Duration limit) {
      database.checkProgress(limit);
    }

    @Override
    public boolean tidy() {
      return database.tidy();
    }

    @Override
    public void close() {
      database.close();
      drop.run();
    }
  }
}
