// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Statements on one snapshot, kept together or not at all. Usable by the work it was given to, on
 * that thread, until the work ends.
 *
 * <p>Values are bound by {@code ?}: {@code Long}, {@code Integer}, {@code String}, {@code byte[]} or
 * {@code null}.
 */
public interface Transaction {
  /** Returns every row, mapped. For results whose size has a limit. */
  <T> List<T> query(String sql, Function<Row, T> mapper, @Nullable Object... values);

  /** Returns the first row, mapped. */
  <T> Optional<T> first(String sql, Function<Row, T> mapper, @Nullable Object... values);

  /** Gives each row to the consumer as it is read. For results of any size. */
  void each(String sql, Consumer<Row> consumer, @Nullable Object... values);

  /** Runs a change and returns how many rows it touched. */
  int update(String sql, @Nullable Object... values);

  /** Runs the same change once for each list of values. */
  void batch(String sql, List<@Nullable Object[]> rows);

  /** Returns the engine, for the rare statement that must differ. */
  Dialect dialect();
}
