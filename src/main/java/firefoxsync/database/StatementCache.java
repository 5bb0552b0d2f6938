// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.function.Function;

/**
 * The prepared statements of one connection, the least recently used closed first. A statement in
 * use is not in here, so the same text may run inside a loop over its own rows.
 */
final class StatementCache {
  private static final int STATEMENTS_MAX = 64;
  private static final Object[] NO_VALUES = {};

  private final Connection connection;
  private final LinkedHashMap<String, PreparedSql> idle = new LinkedHashMap<>();

  StatementCache(Connection connection) {
    this.connection = connection;
  }

  Connection connection() {
    return connection;
  }

  /** Hands out the statement until it is given {@linkplain #giveBack back}. */
  PreparedSql take(String sql) throws SQLException {
    var statement = idle.remove(sql);
    return statement == null ? PreparedSql.of(connection.prepareStatement(sql)) : statement;
  }

  /** Keeps the statement for the next use of the same text. */
  void giveBack(String sql, PreparedSql statement) throws SQLException {
    var replaced = idle.put(sql, statement);
    if (replaced != null) {
      replaced.close();
    }
    if (idle.size() > STATEMENTS_MAX) {
      var oldest = idle.entrySet().iterator();
      var dropped = oldest.next().getValue();
      oldest.remove();
      dropped.close();
    }
  }

  /** Returns what the reader makes of the first row, of which there is one at least. */
  <T> T first(String sql, Function<Row, T> reader) throws SQLException {
    var statement = take(sql);
    T result;
    try {
      result = statement.select(NO_VALUES, rows -> {
        rows.next();
        return reader.apply(rows.row());
      });
    } catch (SQLException | RuntimeException e) {
      statement.close();
      throw e;
    }
    giveBack(sql, statement);
    return result;
  }

  /** Runs a statement that takes no values and yields no rows. */
  void execute(String sql) throws SQLException {
    var statement = take(sql);
    try {
      statement.execute();
    } catch (SQLException e) {
      statement.close();
      throw e;
    }
    giveBack(sql, statement);
  }
}
