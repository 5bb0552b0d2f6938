// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import firefoxsync.metrics.Measured;
import firefoxsync.metrics.MetricsText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Room for answers of any size, so that whoever reads slowly holds no worker and no database
 * snapshot, and for bodies that come slowly. Each answer has 64 KiB of memory; more, up to 256 KiB, while the answers' budget lasts;
 * what is longer goes to a file that loses its name as soon as it is open. Safe for concurrent use.
 */
public final class Spool implements Measured {
  /** The longest answer in memory. */
  static final int MEMORY_BYTES_MAX = 256 * 1024;

  private static final String PREFIX = "spool-";

  private final Path directory;
  private final ByteBudget memory;
  private final ByteBudget disk;
  private final AtomicLong names = new AtomicLong();

  /**
   * Uses the directory, which must exist, and clears what a killed process left there.
   *
   * @param memoryBytes what all answers may hold beyond their own 64 KiB
   * @param diskBytes how long all spool files together may become; more is a 503
   */
  public Spool(Path directory, long memoryBytes, long diskBytes) {
    this.directory = directory;
    this.memory = new ByteBudget(memoryBytes);
    this.disk = new ByteBudget(diskBytes);
    try (var leftovers = Files.newDirectoryStream(directory, PREFIX + "*")) {
      for (var leftover : leftovers) {
        Files.delete(leftover);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot use the spool directory " + directory, e);
    }
  }

  /** Starts an answer. Close the writer in any case; the body that it made stays valid. */
  public SpoolWriter open() {
    return new SpoolWriter(this);
  }

  @Override
  public void tell(MetricsText text) {
    text.gauge("spool_bytes", "Bytes of answers and bodies that wait for slow clients, by place.")
        .value("place", "memory", memory.taken())
        .value("place", "disk", disk.taken());
    text.gauge("spool_bytes_max", "Bytes that may wait there; more on disk is a 503.")
        .value("place", "memory", memory.max())
        .value("place", "disk", disk.max());
  }

  ByteBudget memory() {
    return memory;
  }

  ByteBudget disk() {
    return disk;
  }

  /** Opens a file that nobody else can, and that is gone once it is closed. */
  FileChannel newFile() throws IOException {
    var path = directory.resolve(PREFIX + names.incrementAndGet());
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    // On Unix the JDK unlinks right after opening.
    return FileChannel.open(path, Set.of(CREATE_NEW, READ, WRITE, DELETE_ON_CLOSE), ownerOnly);
  }
}
