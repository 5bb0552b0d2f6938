// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteOpenMode;

/** A database file of ours: how it is made, recognised and opened. */
final class SqliteFile {
  /** Stands in the file's header, so that {@code file} and we know whose it is: "FSyn". */
  static final int APPLICATION_ID = 0x4653796e;

  private static final long LOG_BYTES_MAX = 64L << 20;

  private final Path path;
  private final SqliteLimits limits;

  SqliteFile(Path path, SqliteLimits limits) {
    this.path = path;
    this.limits = limits;
  }

  /** Opens the connection that writes, making the file when there is none. */
  Connection openWriter() {
    create();
    try {
      var connection = source(false).getConnection();
      try {
        prepare(connection);
        return connection;
      } catch (SQLException | RuntimeException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw SqlFailure.of("cannot open " + path + ": " + e.getMessage(), e);
    }
  }

  /** Opens a connection to copy the log with. The file must be there. */
  Connection openBeside() throws SQLException {
    return source(false).getConnection();
  }

  /** Returns where the connections that only read come from. The file must be there. */
  SQLiteDataSource readers() {
    return source(true);
  }

  @Override
  public String toString() {
    return path.toString();
  }

  /** Nobody but the service's account may read it: verifiers and wrapped keys are in it. */
  private void create() {
    try {
      Files.createFile(
          path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (FileAlreadyExistsException e) {
      // The usual case: it is opened as it is.
    } catch (NoSuchFileException e) {
      throw new DatabaseException("cannot create " + path + ": its folder does not exist", e);
    } catch (IOException e) {
      throw new DatabaseException("cannot create " + path + ": " + e, e);
    }
    // SQLite would open it all the same, only to fail at the first write.
    if (!Files.isReadable(path) || !Files.isWritable(path)) {
      throw new DatabaseException("this account may not read and write " + path);
    }
  }

  private SQLiteDataSource source(boolean readOnly) {
    var config = new SQLiteConfig();
    config.setBusyTimeout((int) limits.busyTimeout().toMillis());
    config.setReadOnly(readOnly);
    // No two threads ever use a connection at once, so the engine need not keep them apart.
    config.setOpenMode(SQLiteOpenMode.NOMUTEX);
    var source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + path);
    return source;
  }

  private void prepare(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      long applicationId = number(connection, "PRAGMA application_id");
      boolean isEmpty = number(connection, "SELECT count(*) FROM sqlite_master") == 0;
      if (applicationId == 0 && isEmpty) {
        // All three are part of the first page and hold from the first table on.
        statement.execute("PRAGMA page_size = 16384");
        statement.execute("PRAGMA auto_vacuum = INCREMENTAL");
        statement.execute("PRAGMA application_id = " + APPLICATION_ID);
      } else if (applicationId != APPLICATION_ID) {
        throw new DatabaseException(path + " is a database of another program");
      }
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("PRAGMA synchronous = FULL");
      statement.execute("PRAGMA foreign_keys = ON");
      statement.execute("PRAGMA wal_autocheckpoint = 0");
      // What a long log leaves behind; SQLite never cuts the file shorter by itself.
      statement.execute("PRAGMA journal_size_limit = " + LOG_BYTES_MAX);
    }
  }

  static long number(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var results = statement.executeQuery(sql)) {
      return results.next() ? results.getLong(1) : 0;
    }
  }
}
