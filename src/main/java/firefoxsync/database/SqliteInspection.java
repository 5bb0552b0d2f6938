// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import firefoxsync.config.DatabaseSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** A look into the embedded database. */
public final class SqliteInspection implements DatabaseInspection {
  private static final int TOLD_MAX = 10;

  private final Path file;
  private final SqliteReaders readers;

  private SqliteInspection(Path file) {
    this.file = file;
    this.readers =
        new SqliteReaders(new SqliteFile(file, SqliteLimits.DEFAULT), SqliteLimits.DEFAULT);
  }

  /**
   * How much room it takes.
   *
   * @param fileBytes the database itself
   * @param freeBytes of these, what deleted rows left
   * @param logBytes the write-ahead log beside it
   */
  public record Size(long fileBytes, long freeBytes, long logBytes) {}

  /**
   * Opens it. The file must be there.
   *
   * @throws DatabaseException when it is no database
   */
  public static SqliteInspection open(DatabaseSettings.Embedded settings) {
    try {
      return new SqliteInspection(settings.file().toAbsolutePath());
    } catch (PoolInitializationException e) {
      throw new DatabaseException(settings.file() + " cannot be opened: " + e.getMessage(), e);
    }
  }

  @Override
  public <T> T read(Function<Transaction, T> work) {
    return readers.read(work);
  }

  /** Returns what is damaged, some of it at least; the thorough look takes its time. */
  public List<String> damage(boolean thorough) {
    var check = thorough ? "integrity_check" : "quick_check";
    return read(tx -> tx.query("PRAGMA " + check + "(" + TOLD_MAX + ")", row -> row.text(check)))
        .stream()
        .filter(line -> !line.equals("ok"))
        .toList();
  }

  /** Returns how much room it takes. */
  public Size size() {
    return read(tx -> {
      long page = number(tx, "page_size");
      return new Size(
          page * number(tx, "page_count"), page * number(tx, "freelist_count"), logBytes());
    });
  }

  private long logBytes() {
    var log = file.resolveSibling(file.getFileName() + "-wal");
    try {
      return Files.exists(log) ? Files.size(log) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long number(Transaction tx, String pragma) {
    return tx.first("PRAGMA " + pragma, row -> row.number(pragma)).orElse(0L);
  }

  @Override
  public void close() {
    readers.close();
  }
}
