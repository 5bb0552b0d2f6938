// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;

/**
 * The prepared statements of one connection, the least recently used closed first. A statement in
 * use is not in here, so the same text may run inside a loop over its own rows.
 */
final class StatementCache {
  private static final int STATEMENTS_MAX = 64;

  private final Connection connection;
  private final LinkedHashMap<String, PreparedStatement> idle = new LinkedHashMap<>();

  StatementCache(Connection connection) {
    this.connection = connection;
  }

  Connection connection() {
    return connection;
  }

  /** Hands out the statement until it is given {@linkplain #giveBack back}. */
  PreparedStatement take(String sql) throws SQLException {
    var statement = idle.remove(sql);
    return statement == null ? connection.prepareStatement(sql) : statement;
  }

  /** Keeps the statement for the next use of the same text. */
  void giveBack(String sql, PreparedStatement statement) throws SQLException {
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
