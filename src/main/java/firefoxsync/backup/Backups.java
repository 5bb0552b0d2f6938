// SPDX-License-Identifier: MPL-2.0
package firefoxsync.backup;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import firefoxsync.config.Config;
import firefoxsync.config.DatabaseSettings;
import firefoxsync.crypto.MasterSecret;
import firefoxsync.database.SqliteCopy;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A folder of backups, which one process at a time adds to. */
public final class Backups {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final Pattern NAME = Pattern.compile("firefox-sync-[0-9]{8}T[0-9]{6}Z\\.zip");
  private static final String LOCK = ".lock";
  private static final String COPY = ".copy.db";
  private static final String UNFINISHED = ".unfinished.zip";

  private final Path folder;

  /** Takes the folder, which is made when it is not there. */
  public Backups(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  /** Returns the folder beside the database. */
  public static Path usualFolder(DatabaseSettings.Embedded database) {
    return database.file().toAbsolutePath().resolveSibling("backups");
  }

  /**
   * What a backup is made of.
   *
   * @param configuration the text of the configuration file
   * @param withSecret whether the master secrets go along
   */
  public record Source(Config config, String configuration, boolean withSecret, String version) {}

  /**
   * Makes a backup while the daemon may write, and returns its file. The copy of the database was
   * checked, and the file read back.
   *
   * @throws BackupException saying why there is none
   */
  public Path make(DatabaseSettings.Embedded database, Source source, Instant now) {
    try {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      var lock = lock();
      try {
        return make(database.file(), source, now);
      } finally {
        lock.close();
      }
    } catch (AccessDeniedException e) {
      throw new BackupException(
          folder + " cannot be written by the account that this command runs as");
    } catch (IOException e) {
      throw new BackupException("no backup was made: " + e);
    }
  }

  /** Deletes all backups but the newest ones; other files stay. Returns what was deleted. */
  public List<Path> keepOnly(int count) {
    var newestFirst = all();
    var old = newestFirst.subList(Math.min(count, newestFirst.size()), newestFirst.size());
    try {
      for (var file : old) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new BackupException("an old backup cannot be deleted: " + e);
    }
    return old;
  }

  /** Returns the backups, newest first. */
  public List<Path> all() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    var files = new ArrayList<Path>();
    try (var stream = Files.newDirectoryStream(folder, Backups::isBackup)) {
      stream.forEach(files::add);
    } catch (IOException e) {
      throw new BackupException("the backups cannot be listed: " + e);
    }
    // Their names are their times.
    Collections.sort(files, Collections.reverseOrder());
    return List.copyOf(files);
  }

  private static boolean isBackup(Path file) {
    return NAME.matcher(String.valueOf(file.getFileName())).matches();
  }

  /** The system lets go of the lock of a process that died. */
  private FileChannel lock() throws IOException {
    var channel =
        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // Told below, as for another process.
    }
    channel.close();
    throw new BackupException("another backup is being made in " + folder);
  }

  private Path make(Path database, Source source, Instant now) throws IOException {
    var copy = folder.resolve(COPY);
    var unfinished = folder.resolve(UNFINISHED);
    // The packed file stands beside the copy for a while.
    SqliteCopy.requireRoom(copy, 2 * SqliteCopy.bytes(database), "a backup");
    try {
      SqliteCopy.make(database, copy);
      var secrets = source.config().masterSecrets().newestFirst();
      var about = new BackupDescription(
          now.toString(),
          source.version(),
          SqliteCopy.schema(copy),
          MasterSecret.of(secrets).keyIds());
      BackupFile.write(
          unfinished,
          new BackupFile.Parts(
              about, source.configuration(), secret(source.withSecret(), secrets), copy));
      readBack(unfinished);
      var file = folder.resolve("firefox-sync-" + TIME.format(now) + ".zip");
      Files.move(unfinished, file, ATOMIC_MOVE);
      return file;
    } finally {
      Files.deleteIfExists(copy);
      Files.deleteIfExists(unfinished);
    }
  }

  private static @Nullable String secret(boolean withSecret, List<String> secrets) {
    return withSecret ? String.join("\n", secrets) + "\n" : null;
  }

  private static void readBack(Path file) throws IOException {
    try (var backup = BackupFile.open(file)) {
      backup.database(OutputStream.nullOutputStream());
    }
  }
}
