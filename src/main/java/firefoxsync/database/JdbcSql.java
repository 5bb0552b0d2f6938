// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A statement of any engine that JDBC reaches. */
final class JdbcSql implements PreparedSql {
  private final PreparedStatement statement;

  /** The driver would look through the names anew for each result. */
  private final Map<String, Integer> columns = new HashMap<>();

  JdbcSql(PreparedStatement statement) {
    this.statement = statement;
  }

  @Override
  public <T> T select(@Nullable Object[] values, RowReader<T> reader) throws SQLException {
    bind(values);
    try (var results = statement.executeQuery()) {
      return reader.read(new Found(results, columns));
    }
  }

  @Override
  public int update(@Nullable Object... values) throws SQLException {
    bind(values);
    return statement.executeUpdate();
  }

  @Override
  public void batch(List<@Nullable Object[]> rows) throws SQLException {
    for (var values : rows) {
      bind(values);
      statement.addBatch();
    }
    statement.executeBatch();
  }

  @Override
  public void execute() throws SQLException {
    statement.execute();
  }

  private void bind(@Nullable Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }

  @Override
  public void close() throws SQLException {
    statement.close();
  }

  /** The rows of one run. */
  private static final class Found implements Rows, Columns {
    private final ResultSet results;
    private final Map<String, Integer> columns;
    private final Row row = new Row(this);

    Found(ResultSet results, Map<String, Integer> columns) {
      this.results = results;
      this.columns = columns;
    }

    @Override
    public boolean next() throws SQLException {
      return results.next();
    }

    @Override
    public Row row() {
      return row;
    }

    @Override
    public int column(String name) throws SQLException {
      var known = columns.get(name);
      if (known == null) {
        known = results.findColumn(name);
        columns.put(name, known);
      }
      return known;
    }

    @Override
    public boolean isNull(int column) throws SQLException {
      return results.getObject(column) == null;
    }

    @Override
    public long number(int column) throws SQLException {
      return results.getLong(column);
    }

    @Override
    public byte @Nullable [] bytes(int column) throws SQLException {
      return results.getBytes(column);
    }
  }
}
