// SPDX-License-Identifier: MPL-2.0
package firefoxsync.backup;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import firefoxsync.config.Config;
import firefoxsync.config.DatabaseSettings;
import firefoxsync.crypto.MasterSecret;
import firefoxsync.database.SqliteCopy;
import firefoxsync.database.SqliteSwap;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/**
 * A database on its way back: it stands beside the present one until it is ready, and until then
 * nothing of the present one has changed.
 */
public final class RestoredDatabase implements AutoCloseable {
  private static final String SUFFIX = ".restoring";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern(".yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Path present;
  private final Path next;
  private final Instant now;
  private final SqliteSwap swap;

  private RestoredDatabase(Path present, Instant now) {
    this.present = present;
    this.next = present.resolveSibling(present.getFileName() + SUFFIX);
    this.now = now;
    this.swap = new SqliteSwap(present);
  }

  /**
   * Starts beside the present database, which may be absent.
   *
   * @throws firefoxsync.database.DatabaseException when somebody has it open
   */
  public static RestoredDatabase prepare(DatabaseSettings.Embedded present, Instant now) {
    var restored = new RestoredDatabase(present.file().toAbsolutePath(), now);
    restored.swap.requireUnused();
    restored.close();
    return restored;
  }

  /** Writes the database of a backup, or a copy of one; returns what a backup says of itself. */
  public Optional<BackupDescription> unpack(Path file) {
    return new RestoredFile(file).unpackTo(next);
  }

  /** As {@link #unpack(Path)}, for a file that only whoever opened it may read. */
  public Optional<BackupDescription> unpack(InputStream in) {
    var input = next.resolveSibling(next.getFileName() + ".input");
    try {
      SqliteCopy.createOwnerOnly(input);
      Files.copy(in, input, REPLACE_EXISTING);
      return unpack(input);
    } catch (IOException e) {
      throw new BackupException("the backup cannot be read: " + e);
    }
  }

  /** Returns what cannot be opened any more, in words, for each master secret that is not here. */
  public List<String> missingSecrets(BackupDescription about, Config config) {
    var present = MasterSecret.of(config.masterSecrets().newestFirst()).keyIds();
    return about.missing(present).stream()
        .map(id -> ("the master secret with the id %s is not here. Put it back as a further line of"
                + " the file; without it people with a second step cannot sign in before"
                + " `firefox-sync user reset-link EMAIL --drop-second-step`")
            .formatted(id))
        .toList();
  }

  /** Returns what the present database knows and the older one must not forget. */
  public Optional<Departed> departed() {
    return Files.exists(present)
        ? Departed.read(new DatabaseSettings.Embedded(present), settings())
        : Optional.empty();
  }

  /** Returns where the database is until it is put in place. */
  public DatabaseSettings.Embedded settings() {
    return new DatabaseSettings.Embedded(next);
  }

  /** Puts it in place, and returns where the present one is kept from now on, if there was one. */
  public Optional<Path> putInPlace() {
    boolean wasThere = Files.exists(present);
    var kept = present.resolveSibling(present.getFileName() + TIME.format(now));
    swap.replaceBy(next, kept);
    return wasThere ? Optional.of(kept) : Optional.empty();
  }

  /** Removes what was not put in place. */
  @Override
  public void close() {
    var ours = String.valueOf(next.getFileName());
    try (var files = Files.newDirectoryStream(
        present.resolveSibling("."), file -> String.valueOf(file.getFileName()).startsWith(ours))) {
      for (var file : files) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new BackupException("what is left of the restoration cannot be removed: " + e);
    }
  }
}
