// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a database file up to date. One that holds anything is copied first, to a file beside it
 * that is named after its schema.
 */
final class SqliteUpgrade {
  /** How many of such copies are kept, the newest ones. */
  static final int COPIES = 3;

  private static final Logger LOG = LoggerFactory.getLogger(SqliteUpgrade.class);
  private static final String SUFFIX = ".schema-";

  private final Path file;
  private final Migrations migrations;

  SqliteUpgrade(Path file, Migrations migrations) {
    this.file = file;
    this.migrations = migrations;
  }

  /**
   * Takes the steps that the database lacks.
   *
   * @throws DatabaseException naming the copy when a step fails, and when the database is newer
   */
  void run(Database database) {
    long schema = database.read(SqliteUpgrade::schema);
    if (schema == 0 || !migrations.isLacking(database)) {
      apply(database, copies());
      return;
    }
    var copy = copyOf(schema);
    if (!isUpToDate(copy)) {
      SqliteCopy.make(file, copy);
      LOG.info("copied the database to {} before its schema {} changes", copy, schema);
    }
    prune();
    try {
      migrations.apply(database);
    } catch (DatabaseException e) {
      throw new DatabaseException(
          "the database could not be brought up to date (%s); as it was before, it is in %s"
              .formatted(reason(e), copy),
          e);
    }
  }

  private void apply(Database database, List<Path> copies) {
    try {
      migrations.apply(database);
    } catch (Migrations.NewerException e) {
      var older = copies.stream()
          .filter(copy -> schemaOf(copy) <= migrations.newest())
          .max(Comparator.comparingLong(SqliteUpgrade::schemaOf));
      if (older.isEmpty()) {
        throw e;
      }
      throw new DatabaseException(
          e.getMessage() + "; or go back to what it was before: firefox-sync restore "
              + older.get(),
          e);
    }
  }

  private static long schema(Transaction transaction) {
    boolean isEmpty = transaction
        .first("SELECT name FROM sqlite_master WHERE name = 'schema_version'", row -> true)
        .isEmpty();
    return isEmpty
        ? 0
        : Migrations.taken(transaction).stream()
            .mapToLong(Long::longValue)
            .max()
            .orElse(0);
  }

  private Path copyOf(long schema) {
    return file.resolveSibling(file.getFileName() + SUFFIX + schema);
  }

  private static long schemaOf(Path copy) {
    var name = copy.toString();
    return Long.parseLong(name.substring(name.lastIndexOf(SUFFIX) + SUFFIX.length()));
  }

  /** A start that fails again and again makes one copy. */
  private boolean isUpToDate(Path copy) {
    var log = file.resolveSibling(file.getFileName() + "-wal");
    return changed(copy).compareTo(changed(file)) > 0 && changed(copy).compareTo(changed(log)) > 0;
  }

  private static FileTime changed(Path path) {
    try {
      return Files.exists(path) ? Files.getLastModifiedTime(path) : FileTime.fromMillis(0);
    } catch (IOException e) {
      return FileTime.fromMillis(0);
    }
  }

  private List<Path> copies() {
    var name = Pattern.compile(Pattern.quote(file.getFileName() + SUFFIX) + "[0-9]{1,9}");
    var copies = new ArrayList<Path>();
    try (var files = Files.newDirectoryStream(
        file.resolveSibling("."),
        path -> name.matcher(String.valueOf(path.getFileName())).matches())) {
      files.forEach(path -> copies.add(path.normalize()));
    } catch (IOException e) {
      throw new DatabaseException("cannot list the folder of " + file + ": " + e, e);
    }
    return copies;
  }

  private void prune() {
    var newestFirst = copies().stream()
        .sorted(Comparator.comparing(SqliteUpgrade::changed).reversed())
        .toList();
    for (var old : newestFirst.subList(Math.min(COPIES, newestFirst.size()), newestFirst.size())) {
      try {
        Files.delete(old);
      } catch (IOException e) {
        LOG.warn("cannot delete the old copy {}: {}", old, e.toString());
      }
    }
  }

  private static String reason(DatabaseException failure) {
    var cause = failure.getCause();
    return cause == null
        ? String.valueOf(failure.getMessage())
        : failure.getMessage() + ": " + cause.getMessage();
  }
}
