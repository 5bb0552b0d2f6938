// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Locale;

/** The open connections for one purpose. Safe for concurrent use. */
final class PostgresqlPool implements AutoCloseable {
  private final HikariDataSource pool;

  PostgresqlPool(PostgresqlServer server, PostgresqlServer.Purpose purpose, int size) {
    var config = new HikariConfig();
    config.setPoolName("database-" + purpose.name().toLowerCase(Locale.ROOT));
    config.setJdbcUrl(server.url());
    config.setDataSourceProperties(server.properties(purpose));
    config.setAutoCommit(false);
    config.setReadOnly(purpose.isReadOnly());
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(Math.min(size, server.limits().idle()));
    config.setConnectionTimeout(server.limits().connectTime().toMillis());
    config.setValidationTimeout(server.limits().connectTime().toMillis() / 2);
    // A server that is away for a moment must not keep us from starting.
    config.setInitializationFailTimeout(-1);
    pool = new HikariDataSource(config);
  }

  /** Hands out a connection. Whatever it has not committed when it comes back is undone. */
  Connection take() throws SQLException {
    try {
      return pool.getConnection();
    } catch (SQLTransientConnectionException e) {
      // Without a reason beneath, connections can be made, but all of them are in use.
      throw e.getCause() instanceof SQLException reason
          ? SqlFailure.ofConnecting(reason)
          : new DatabaseException.Conflict("no connection to the database is free", e);
    }
  }

  /** Keeps a connection from being used again. */
  void drop(Connection connection) {
    pool.evictConnection(connection);
  }

  @Override
  public void close() {
    pool.close();
  }
}
