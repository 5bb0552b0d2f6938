// SPDX-License-Identifier: MPL-2.0
package firefoxsync.backup;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import firefoxsync.database.SqliteCopy;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** A file that may be put back: a backup, or a plain copy of the database. */
final class RestoredFile {
  private static final String SQLITE = "SQLite format 3\0";
  private static final String ZIP = "PK";

  private final Path file;

  RestoredFile(Path file) {
    this.file = file;
  }

  /**
   * Writes its database to a place where nobody uses it yet, and checks it.
   *
   * @return what was true when the backup was made; empty for a plain copy
   * @throws BackupException when it is neither, or damaged
   */
  Optional<BackupDescription> unpackTo(Path target) {
    try {
      var begin = begin();
      if (begin.startsWith(ZIP)) {
        return Optional.of(unpack(target));
      }
      if (!begin.equals(SQLITE)) {
        throw new BackupException(file + " is neither a backup nor a copy of the database");
      }
      // It may be of a program that is running: so it is not copied byte for byte.
      SqliteCopy.make(file.toAbsolutePath(), target);
      return Optional.empty();
    } catch (NoSuchFileException e) {
      throw new BackupException(file + " does not exist");
    } catch (AccessDeniedException e) {
      throw new BackupException(
          "%s may not be read by the account that this command runs as: firefox-sync restore - <%s"
              .formatted(file, file));
    } catch (IOException e) {
      throw new BackupException(file + " cannot be read: " + e);
    }
  }

  private String begin() throws IOException {
    try (var in = Files.newInputStream(file)) {
      return new String(in.readNBytes(SQLITE.length()), ISO_8859_1);
    }
  }

  private BackupDescription unpack(Path target) throws IOException {
    try (var backup = BackupFile.open(file)) {
      var about = backup.about();
      SqliteCopy.requireRoom(target, backup.databaseBytes(), "the restored database");
      SqliteCopy.createOwnerOnly(target);
      try (var out = Files.newOutputStream(target)) {
        backup.database(out);
      }
      SqliteCopy.requireWhole(target);
      return about;
    }
  }
}
