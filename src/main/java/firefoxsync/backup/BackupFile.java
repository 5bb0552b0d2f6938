// SPDX-License-Identifier: MPL-2.0
package firefoxsync.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import firefoxsync.database.SqliteCopy;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/** One backup: a zip file with the database, the configuration and what was true of them. */
final class BackupFile implements AutoCloseable {
  static final String ABOUT = "about.txt";
  static final String CONFIGURATION = "firefox-sync.toml";
  static final String SECRET = "master.secret";
  static final String DATABASE = "firefox-sync.db";

  private static final int ABOUT_BYTES_MAX = 65_536;

  private final ZipFile zip;

  private BackupFile(ZipFile zip) {
    this.zip = zip;
  }

  /**
   * What goes into one.
   *
   * @param secret null when it stays out
   * @param database a copy that nobody writes to
   */
  record Parts(
      BackupDescription about, String configuration, @Nullable String secret, Path database) {}

  /** Writes the file, which must not be there, and returns once it is on the disk. */
  static void write(Path file, Parts parts) throws IOException {
    SqliteCopy.createOwnerOnly(file);
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      var zip = new ZipOutputStream(Channels.newOutputStream(channel));
      zip.setLevel(Deflater.BEST_SPEED);
      text(zip, ABOUT, parts.about().toString());
      text(zip, CONFIGURATION, parts.configuration());
      if (parts.secret() != null) {
        text(zip, SECRET, parts.secret());
      }
      zip.putNextEntry(new ZipEntry(DATABASE));
      Files.copy(parts.database(), zip);
      zip.closeEntry();
      zip.finish();
      channel.force(true);
    }
  }

  private static void text(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(UTF_8));
    zip.closeEntry();
  }

  /** Opens a file, which may be none. */
  static BackupFile open(Path file) throws IOException {
    return new BackupFile(new ZipFile(file.toFile()));
  }

  BackupDescription about() throws IOException {
    try (var in = entry(ABOUT)) {
      return BackupDescription.parse(new String(in.readNBytes(ABOUT_BYTES_MAX), UTF_8));
    }
  }

  long databaseBytes() {
    return Optional.ofNullable(zip.getEntry(DATABASE)).map(ZipEntry::getSize).orElse(0L);
  }

  /** Writes the database out; a byte that differs from what was put in is an exception. */
  void database(OutputStream out) throws IOException {
    try (var in = new CheckedInputStream(entry(DATABASE), new CRC32())) {
      in.transferTo(out);
      if (in.getChecksum().getValue() != zip.getEntry(DATABASE).getCrc()) {
        throw new IOException("it is damaged: the checksum of the database is another");
      }
    }
  }

  private InputStream entry(String name) throws IOException {
    var entry = zip.getEntry(name);
    if (entry == null) {
      throw new IOException("it has no " + name);
    }
    return zip.getInputStream(entry);
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
