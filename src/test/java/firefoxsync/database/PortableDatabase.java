// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A database that fails a test as soon as a statement, or a transaction as a whole, would not fit
 * databases of many machines.
 */
final class PortableDatabase implements Database {
  private static final Portability PORTABILITY = new Portability(TableKeys.ofProgram());
  private static final Set<String> GOOD = ConcurrentHashMap.newKeySet();

  private final Database database;

  PortableDatabase(Database database) {
    this.database = database;
  }

  @Override
  public <T> T read(Function<Transaction, T> work) {
    return database.read(tx -> work.apply(new Watched(tx, new HashSet<>())));
  }

  @Override
  public <T> T write(Function<Transaction, T> work) {
    // On a server it leaves its mark in a table that is no Sync table.
    return database.write(tx -> work.apply(new Watched(tx, new HashSet<>(Set.of("write_mark")))));
  }

  @Override
  public <T> T write(WriteMark mark, Function<Transaction, T> work) {
    var tables = new HashSet<String>();
    return database.write(
        (tx, isDoubtful) -> {
          tables.clear();
          return mark.isKept(new Watched(tx, tables), isDoubtful);
        },
        tx -> work.apply(new Watched(tx, tables)));
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
  }

  private record Watched(Transaction transaction, Set<String> tables) implements Transaction {
    @Override
    public <T> List<T> query(String sql, Function<Row, T> mapper, @Nullable Object... values) {
      check(sql);
      return transaction.query(sql, mapper, values);
    }

    @Override
    public <T> Optional<T> first(String sql, Function<Row, T> mapper, @Nullable Object... values) {
      check(sql);
      return transaction.first(sql, mapper, values);
    }

    @Override
    public void each(String sql, Consumer<Row> consumer, @Nullable Object... values) {
      check(sql);
      transaction.each(sql, consumer, values);
    }

    @Override
    public int update(String sql, @Nullable Object... values) {
      check(sql);
      return transaction.update(sql, values);
    }

    @Override
    public void batch(String sql, List<@Nullable Object[]> rows) {
      check(sql);
      transaction.batch(sql, rows);
    }

    @Override
    public Dialect dialect() {
      return transaction.dialect();
    }

    private void check(String sql) {
      if (!isOfTest(sql)) {
        tables.addAll(PORTABILITY.tables(sql));
        if (Portability.spans(tables)) {
          throw new AssertionError("a transaction spans " + tables + " with " + sql);
        }
      }
      if (!GOOD.contains(sql)) {
        var faults = PORTABILITY.faults(sql);
        if (!faults.isEmpty() && !isOfTest(sql)) {
          throw new AssertionError(faults + ": " + sql);
        }
        GOOD.add(sql);
      }
    }

    /** Tests count the rows of all users. */
    private static boolean isOfTest(String sql) {
      return sql.startsWith("SELECT COUNT(*) AS n FROM ");
    }
  }
}
