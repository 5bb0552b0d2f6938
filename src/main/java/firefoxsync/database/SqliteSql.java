// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sqlite.core.CoreStatement;
import org.sqlite.core.DB;

/**
 * A statement of the embedded engine, read below JDBC: there every result begins with the names of its
 * columns, one call into the engine each, and every value is looked at twice. For short reads that was
 * more than half of their time.
 */
final class SqliteSql implements PreparedSql {
  /** What the engine's step returns when there is a row. */
  private static final int ROW = 100;

  /** What the engine's step returns when there is none any more. */
  private static final int DONE = 101;

  /** The engine's type of a value that is NULL. */
  private static final int NULL = 5;

  private final PreparedStatement statement;
  private final CoreStatement core;
  private final Map<String, Integer> columns = new HashMap<>();

  SqliteSql(PreparedStatement statement, CoreStatement core) throws SQLException {
    this.statement = statement;
    this.core = core;
    var names = core.pointer.safeRun(DB::column_names);
    for (int i = 0; i < names.length; i++) {
      columns.putIfAbsent(names[i], i);
    }
  }

  @Override
  public <T> T select(@Nullable Object[] values, RowReader<T> reader) throws SQLException {
    return core.pointer.safeRun((engine, pointer) -> {
      try {
        boolean hasRow = engine.execute(core, values);
        return reader.read(new Found(engine, pointer, columns, hasRow));
      } finally {
        reset(engine, pointer);
      }
    });
  }

  @Override
  public int update(@Nullable Object... values) throws SQLException {
    return core.pointer.safeRunInt((engine, pointer) -> {
      try {
        return (int) engine.executeUpdate(core, values);
      } finally {
        reset(engine, pointer);
      }
    });
  }

  @Override
  public void batch(List<@Nullable Object[]> rows) throws SQLException {
    for (var values : rows) {
      update(values);
    }
  }

  @Override
  public void execute() throws SQLException {
    // Not as the others: after each of those the driver tries to begin a transaction, to find out
    // whether it is in one.
    core.pointer.safeRunConsume((engine, pointer) -> {
      try {
        int result = engine.step(pointer);
        if (result != DONE && result != ROW) {
          engine.throwex(result);
        }
      } finally {
        engine.reset(pointer);
      }
    });
  }

  /** A statement that failed is gone already. */
  private void reset(DB engine, long pointer) throws SQLException {
    if (!core.pointer.isClosed()) {
      engine.reset(pointer);
    }
  }

  @Override
  public void close() throws SQLException {
    statement.close();
  }

  /** The rows of one run. */
  private static final class Found implements Rows, Columns {
    private final DB engine;
    private final long pointer;
    private final Map<String, Integer> columns;
    private final Row row = new Row(this);

    // Mutable state: the engine has found the first row before it is asked for
    private boolean isAhead;
    private boolean isOver;

    Found(DB engine, long pointer, Map<String, Integer> columns, boolean hasRow) {
      this.engine = engine;
      this.pointer = pointer;
      this.columns = columns;
      this.isAhead = hasRow;
      this.isOver = !hasRow;
    }

    @Override
    public boolean next() throws SQLException {
      if (isAhead || isOver) {
        isAhead = false;
        return !isOver;
      }
      int result = engine.step(pointer);
      if (result == ROW) {
        return true;
      }
      isOver = true;
      if (result != DONE) {
        engine.throwex(result);
      }
      return false;
    }

    @Override
    public Row row() {
      return row;
    }

    @Override
    public int column(String name) throws SQLException {
      var column = columns.get(name);
      if (column == null) {
        throw new SQLException("no column " + name);
      }
      return column;
    }

    @Override
    public boolean isNull(int column) throws SQLException {
      return engine.column_type(pointer, column) == NULL;
    }

    @Override
    public long number(int column) throws SQLException {
      return engine.column_long(pointer, column);
    }

    @Override
    public byte @Nullable [] bytes(int column) throws SQLException {
      return engine.column_blob(pointer, column);
    }
  }
}
