// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** Puts one database file in the place of another, which nobody may have open. */
public final class SqliteSwap {
  private static final int BUSY_MILLIS = 1000;

  private final Path file;

  /** Takes the file in use, which may be absent. */
  public SqliteSwap(Path file) {
    this.file = file;
  }

  /**
   * Refuses a file that the daemon or a command has open.
   *
   * @throws DatabaseException saying what to stop
   */
  public void requireUnused() {
    if (Files.exists(file)) {
      close(hold());
    }
  }

  /**
   * Puts the next file in place, and keeps the present one under another name.
   *
   * @throws DatabaseException when somebody has the present one open; then nothing has changed
   */
  public void replaceBy(Path next, Path kept) {
    if (Files.exists(beside(next, "-wal"))) {
      throw new DatabaseException(next + " is still open");
    }
    var held = Files.exists(file) ? hold() : null;
    try {
      // What could not be opened has its log still.
      for (var suffix : List.of("-wal", "-shm", "")) {
        if (Files.exists(beside(file, suffix))) {
          Files.move(beside(file, suffix), beside(kept, suffix), ATOMIC_MOVE);
        }
      }
      Files.move(next, file, ATOMIC_MOVE);
    } catch (IOException e) {
      throw new DatabaseException("cannot put " + next + " in the place of " + file + ": " + e, e);
    } finally {
      close(held);
    }
  }

  /**
   * Locks everybody out, which ends the write-ahead log: the only one who has it open can do that.
   * Returns null for a file that is damaged: nobody can use that.
   */
  private @Nullable Connection hold() {
    try {
      var connection = source().getConnection();
      try (var statement = connection.createStatement()) {
        statement.execute("PRAGMA journal_mode = DELETE");
        statement.execute("BEGIN EXCLUSIVE");
        return connection;
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      if (SqlFailure.isConflict(e)) {
        throw new DatabaseException(
            file + " is in use: systemctl stop firefox-sync.socket firefox-sync.service", e);
      }
      return null;
    }
  }

  private SQLiteDataSource source() {
    var config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MILLIS);
    var source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }

  private static void close(@Nullable Connection held) {
    if (held != null) {
      try {
        held.close();
      } catch (SQLException e) {
        throw SqlFailure.of("cannot let go of the database", e);
      }
    }
  }

  private static Path beside(Path database, String suffix) {
    return database.resolveSibling(database.getFileName() + suffix);
  }
}
