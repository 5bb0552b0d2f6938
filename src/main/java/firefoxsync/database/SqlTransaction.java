// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

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
  private boolean hasWritten;
  private @Nullable DatabaseException failure;

  private SqlTransaction(StatementCache statements, Dialect dialect, Runnable onAnswer) {
    this.statements = statements;
    this.dialect = dialect;
    this.onAnswer = onAnswer;
  }

  /** A transaction for one {@link #run}. */
  static SqlTransaction of(StatementCache statements, Dialect dialect) {
    return new SqlTransaction(statements, dialect, () -> {});
  }

  /** Runs the work; throws when it throws, and when a statement failed though the work went on. */
  static <T> T run(StatementCache statements, Dialect dialect, Function<Transaction, T> work) {
    return of(statements, dialect).run(work);
  }

  /** As the other; {@code onAnswer} is told whenever the work is about to see some of the data. */
  static <T> T run(
      StatementCache statements,
      Dialect dialect,
      Runnable onAnswer,
      Function<Transaction, T> work) {
    return new SqlTransaction(statements, dialect, onAnswer).run(work);
  }

  /** As the static one. */
  <T> T run(Function<Transaction, T> work) {
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

  /**
   * Tells whether the work, should it not be kept, concerns what else is in the transaction: it has
   * tried to change something, or a statement failed, after which the engine may have ended it.
   */
  boolean hasLeftTraces() {
    return hasWritten || failure != null;
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
        rows -> rows.next() ? Optional.of(mapper.apply(rows.row())) : Optional.<T>empty(),
        values);
  }

  @Override
  public void each(String sql, Consumer<Row> consumer, @Nullable Object... values) {
    select(
        sql,
        rows -> {
          while (rows.next()) {
            consumer.accept(rows.row());
          }
          return true;
        },
        values);
  }

  @Override
  public int update(String sql, @Nullable Object... values) {
    hasWritten = true;
    return run(sql, prepared -> prepared.update(values));
  }

  @Override
  public void batch(String sql, List<@Nullable Object[]> rows) {
    if (rows.isEmpty()) {
      return;
    }
    hasWritten = true;
    run(sql, prepared -> {
      prepared.batch(rows);
      return true;
    });
  }

  @Override
  public Dialect dialect() {
    return dialect;
  }

  private <T> T select(String sql, RowReader<T> reader, @Nullable Object... values) {
    return run(
        sql,
        prepared -> prepared.select(values, rows -> {
          onAnswer.run();
          return reader.read(rows);
        }));
  }

  private <T> T run(String sql, Use<T> use) {
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

  @FunctionalInterface
  private interface Use<T> {
    T apply(PreparedSql prepared) throws SQLException;
  }
}
