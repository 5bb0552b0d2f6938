// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.core.CoreStatement;

/** A statement that an engine has prepared, for one use at a time. */
interface PreparedSql extends AutoCloseable {
  /** Takes a statement of JDBC. */
  static PreparedSql of(PreparedStatement statement) throws SQLException {
    return statement instanceof CoreStatement core
        ? new SqliteSql(statement, core)
        : new JdbcSql(statement);
  }

  /** Lets the reader see what is found, for as long as it runs. */
  <T> T select(@Nullable Object[] values, RowReader<T> reader) throws SQLException;

  /** Runs a change and returns how many rows it touched. */
  int update(@Nullable Object... values) throws SQLException;

  /** Runs the same change once for each list of values. */
  void batch(List<@Nullable Object[]> rows) throws SQLException;

  /** Runs a statement that takes no values and whose rows nobody wants. */
  void execute() throws SQLException;

  @Override
  void close() throws SQLException;
}
