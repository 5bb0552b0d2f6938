// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Copies of a database file, of one moment, taken while others read and write it. A copy is checked
 * before it gets its name, and only the account that made it can read it.
 */
public final class SqliteCopy {
  private static final String UNFINISHED = ".part";
  private static final int DAMAGE_TOLD_MAX = 10;
  private static final Duration ABANDONED_AFTER = Duration.ofMinutes(30);
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  /** What must be left on the disk beside a copy, for the log and everything else that grows. */
  private static final long ROOM_BYTES_LEFT = 32L << 20;

  private SqliteCopy() {}

  /**
   * Copies the database, in place of what had the copy's name.
   *
   * @throws DatabaseException when there is no room for it, or the copy is damaged; then there is
   *     none
   */
  public static void make(Path database, Path copy) {
    requireRoom(database, copy);
    try {
      // Of a name of its own: another process may be copying the same.
      var unfinished = Files.createTempFile(
          copy.resolveSibling("."), copy.getFileName() + ".", UNFINISHED, OWNER_ONLY);
      try {
        removeAbandoned(copy, unfinished);
        vacuumInto(database, unfinished);
        requireWhole(unfinished);
        force(unfinished);
        Files.move(unfinished, copy, ATOMIC_MOVE, REPLACE_EXISTING);
        force(copy.resolveSibling("."));
      } finally {
        Files.deleteIfExists(unfinished);
      }
    } catch (IOException e) {
      throw new DatabaseException("cannot copy " + database + " to " + copy + ": " + e, e);
    }
  }

  /** Makes an empty file in place of what is there, which nobody else can read. */
  public static void createOwnerOnly(Path file) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(file, OWNER_ONLY);
  }

  /** Removes what copies of that name left that were broken off: nobody has written to it for long. */
  private static void removeAbandoned(Path copy, Path ours) throws IOException {
    var longAgo = Files.getLastModifiedTime(ours).toMillis() - ABANDONED_AFTER.toMillis();
    var names = copy.getFileName() + ".*" + UNFINISHED;
    try (var files = Files.newDirectoryStream(copy.resolveSibling("."), names)) {
      for (var file : files) {
        if (Files.exists(file) && Files.getLastModifiedTime(file).toMillis() < longAgo) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /**
   * Reads every page and index.
   *
   * @throws DatabaseException telling the damage, or that it is no database of ours
   */
  public static void requireWhole(Path file) {
    try (var connection = open(file)) {
      if (SqliteFile.number(connection, "PRAGMA application_id") != SqliteFile.APPLICATION_ID) {
        throw new DatabaseException(file + " is not a database of firefox-sync");
      }
      var damage = damage(connection);
      if (!damage.isEmpty()) {
        throw new DatabaseException(file + " is damaged: " + String.join("; ", damage));
      }
    } catch (SQLException e) {
      throw SqlFailure.of("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /** Returns the newest step of the schema that a database file has taken. */
  public static long schema(Path file) {
    try (var connection = open(file)) {
      return SqliteFile.number(connection, "SELECT max(version) FROM schema_version");
    } catch (SQLException e) {
      throw SqlFailure.of("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /** Returns what a copy of the database takes at most. */
  public static long bytes(Path database) {
    try (var connection = open(database)) {
      return SqliteFile.number(connection, "PRAGMA page_count")
          * SqliteFile.number(connection, "PRAGMA page_size");
    } catch (SQLException e) {
      throw SqlFailure.of("cannot read " + database + ": " + e.getMessage(), e);
    }
  }

  /** Refuses in words when the disk is too full for so many bytes more. */
  public static void requireRoom(Path where, long bytes, String what) {
    // Asks the file system itself; a FileStore looks for its mount first, which may be hidden.
    long room = where.resolveSibling(".").toFile().getUsableSpace();
    if (room < bytes + ROOM_BYTES_LEFT) {
      throw new DatabaseException("there is no room for %s: %s needs %d MiB, %d MiB are left"
          .formatted(what, where, (bytes + ROOM_BYTES_LEFT) >> 20, room >> 20));
    }
  }

  private static void requireRoom(Path database, Path copy) {
    requireRoom(copy, bytes(database), "a copy of the database");
  }

  private static void vacuumInto(Path database, Path target) {
    try (var connection = open(database);
        var statement = connection.prepareStatement("VACUUM INTO ?")) {
      statement.setString(1, target.toString());
      statement.execute();
    } catch (SQLException e) {
      throw SqlFailure.of("cannot copy " + database + ": " + e.getMessage(), e);
    }
  }

  private static List<String> damage(Connection connection) throws SQLException {
    var damage = new ArrayList<String>();
    try (var statement = connection.createStatement();
        var lines = statement.executeQuery("PRAGMA integrity_check(" + DAMAGE_TOLD_MAX + ")")) {
      while (lines.next()) {
        damage.add(lines.getString(1));
      }
    }
    damage.remove("ok");
    return damage;
  }

  private static Connection open(Path file) throws SQLException {
    return new SqliteFile(file.toAbsolutePath(), SqliteLimits.DEFAULT).readers().getConnection();
  }

  private static void force(Path path) throws IOException {
    try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
