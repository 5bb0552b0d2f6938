// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Statements on one JDBC connection. After a statement failed the rest is refused, whatever the
 * work makes of it: the engine may have ended the transaction, and what followed would be kept alone.
 */
final class SqlTransaction implements Transaction {
  private final StatementCache statements;
  private final Dialect dialect;
  private final Runnable onAnswer;
  private final Thread owner = Thread.currentThread();

  // Mutable state
  private boolean ended;
  private @Nullable DatabaseException failure;

  private SqlTransaction(StatementCache statements, Dialect dialect, Runnable onAnswer) {
    this.statements = statements;
    this.dialect = dialect;
    this.onAnswer = onAnswer;
  }

  /** Runs the work; throws when it throws, and when a statement failed though the work went on. */
  static <T> T run(StatementCache statements, Dialect dialect, Function<Transaction, T> work) {
    return new SqlTransaction(statements, dialect, () -> {}).run(work);
  }

  /** As the other; {@code onAnswer} is told whenever the work is about to see some of the data. */
  static <T> T run(
      StatementCache statements,
      Dialect dialect,
      Runnable onAnswer,
      Function<Transaction, T> work) {
    return new SqlTransaction(statements, dialect, onAnswer).run(work);
  }

  private <T> T run(Function<Transaction, T> work) {
    try {
      var result = work.apply(this);
      if (failure != null) {
        throw failure;
      }
      return result;
    } finally {
      ended = true;
    }
  }

  @Override
  public <T> List<T> query(String sql, Function<Row, T> mapper, @Nullable Object... values) {
    var rows = new ArrayList<T>();
    each(sql, row -> rows.add(mapper.apply(row)), values);
    return rows;
  }

  @Override
  public <T> Optional<T> first(String sql, Function<Row, T> mapper, @Nullable Object... values) {
    return select(
        sql,
        results ->
            results.next() ? Optional.of(mapper.apply(new Row(results))) : Optional.<T>empty(),
        values);
  }

  @Override
  public void each(String sql, Consumer<Row> consumer, @Nullable Object... values) {
    select(
        sql,
        results -> {
          var row = new Row(results);
          while (results.next()) {
            consumer.accept(row);
          }
          return true;
        },
        values);
  }

  @Override
  public int update(String sql, @Nullable Object... values) {
    return run(sql, statement -> {
      bind(statement, values);
      return statement.executeUpdate();
    });
  }

  @Override
  public void batch(String sql, List<@Nullable Object[]> rows) {
    if (rows.isEmpty()) {
      return;
    }
    run(sql, statement -> {
      for (var values : rows) {
        bind(statement, values);
        statement.addBatch();
      }
      return statement.executeBatch();
    });
  }

  @Override
  public Dialect dialect() {
    return dialect;
  }

  private <T> T select(String sql, Use<ResultSet, T> reader, @Nullable Object... values) {
    return run(sql, statement -> {
      bind(statement, values);
      try (var results = statement.executeQuery()) {
        onAnswer.run();
        return reader.apply(results);
      }
    });
  }

  private <T> T run(String sql, Use<PreparedStatement, T> use) {
    refuseWhenOver();
    try {
      var statement = statements.take(sql);
      T result;
      try {
        result = use.apply(statement);
      } catch (SQLException | RuntimeException | Error e) {
        // It may hold half a batch or an open cursor: the next user shall not meet either.
        statement.close();
        throw e;
      }
      statements.giveBack(sql, statement);
      return result;
    } catch (SQLException e) {
      failure = SqlFailure.of("running " + sql.strip(), e);
      throw failure;
    }
  }

  private void refuseWhenOver() {
    if (ended || Thread.currentThread() != owner) {
      throw new IllegalStateException("a transaction was used outside its work");
    }
    if (failure != null) {
      throw failure;
    }
  }

  private static void bind(PreparedStatement statement, @Nullable Object... values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }

  @FunctionalInterface
  private interface Use<A, T> {
    T apply(A argument) throws SQLException;
  }
}
