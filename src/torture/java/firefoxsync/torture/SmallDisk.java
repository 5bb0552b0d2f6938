// SPDX-License-Identifier: MPL-2.0
package firefoxsync.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system of its own on a directory, for what a daemon does when its disk is no good. */
final class SmallDisk implements AutoCloseable {
  private final Path directory;

  private SmallDisk(Path directory) {
    this.directory = directory;
  }

  /** Mounts one of that size, which lives in memory. */
  static SmallDisk mount(Path directory, int mebibytes) throws IOException, InterruptedException {
    Files.createDirectories(directory);
    Commands.run(
        "mount", "-t", "tmpfs", "-o", "mode=0700,size=" + mebibytes + "m", "tmpfs", "" + directory);
    return new SmallDisk(directory);
  }

  /** Makes it read-only, which works only while nobody has a file open for writing. */
  void makeReadOnly() throws IOException, InterruptedException {
    Commands.run("mount", "-o", "remount,ro", "" + directory);
  }

  void makeWritable() throws IOException, InterruptedException {
    Commands.run("mount", "-o", "remount,rw", "" + directory);
  }

  Path directory() {
    return directory;
  }

  @Override
  public void close() throws IOException {
    try {
      Commands.run("umount", "" + directory);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
