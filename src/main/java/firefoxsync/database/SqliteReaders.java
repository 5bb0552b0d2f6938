// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.sqlite.SQLiteConnection;

/** The connections that read, each with the statements it has prepared. Safe for concurrent use. */
final class SqliteReaders implements AutoCloseable {
  private final HikariDataSource pool;
  private final Map<Connection, StatementCache> statements = new ConcurrentHashMap<>();
  private final Incident incident = new Incident("read from the database");

  SqliteReaders(SqliteFile file, SqliteLimits limits) {
    var config = new HikariConfig();
    config.setPoolName("database-readers");
    config.setDataSource(file.readers());
    config.setReadOnly(true);
    config.setMaximumPoolSize(limits.readers());
    config.setConnectionTimeout(limits.waitTimeout().toMillis());
    config.setMinimumIdle(1);
    // A file does not forget its connections, so none is closed for its age.
    config.setMaxLifetime(0);
    this.pool = new HikariDataSource(config);
  }

  /** Runs the work on one snapshot: the one of its first statement. */
  <T> T read(Function<Transaction, T> work) {
    try (var pooled = pool.getConnection()) {
      var prepared = statementsOf(pooled.unwrap(SQLiteConnection.class));
      prepared.execute("BEGIN");
      try {
        var result = SqlTransaction.run(prepared, Dialect.SQLITE, work);
        incident.passed();
        return result;
      } finally {
        end(pooled, prepared);
      }
    } catch (SQLTransientConnectionException e) {
      throw new DatabaseException.Conflict("too many reads at once", e);
    } catch (DatabaseException.Unavailable e) {
      incident.met(String.valueOf(e.getCause()));
      throw e;
    } catch (SQLException e) {
      incident.met(e.getMessage());
      throw SqlFailure.of("reading", e);
    }
  }

  @Override
  public void close() {
    pool.close();
  }

  private StatementCache statementsOf(SQLiteConnection connection) {
    var known = statements.get(connection);
    if (known != null) {
      return known;
    }
    statements.keySet().removeIf(SqliteReaders::isClosed);
    return statements.computeIfAbsent(connection, StatementCache::new);
  }

  /** A connection that cannot end its transaction must not come back into the pool. */
  private void end(Connection pooled, StatementCache prepared) {
    try {
      prepared.execute("ROLLBACK");
    } catch (SQLException e) {
      pool.evictConnection(pooled);
    }
  }

  private static boolean isClosed(Connection connection) {
    try {
      return connection.isClosed();
    } catch (SQLException e) {
      return true;
    }
  }
}
