// SPDX-License-Identifier: MPL-2.0
package firefoxsync.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Files that the configuration names, read whole at the start. */
final class SmallFile {
  private static final int BYTES_MAX = 65_536;

  private SmallFile() {}

  /**
   * Reads the text.
   *
   * @throws IllegalArgumentException saying why it cannot be read, to follow the name of the key
   */
  static String read(Path file) {
    // A pipe will do, too, which has neither a size nor a place: from Java 18 on, streams ask for
    // them.
    try (var in = Files.newByteChannel(file)) {
      var bytes = ByteBuffer.allocate(BYTES_MAX + 1);
      while (bytes.hasRemaining() && in.read(bytes) >= 0) {
        // Until the end, or until it is too much.
      }
      if (!bytes.hasRemaining()) {
        throw new IllegalArgumentException("names " + file + ", which is too large");
      }
      return UTF_8.decode(bytes.flip()).toString();
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException("names " + file + ", which does not exist", e);
    } catch (AccessDeniedException e) {
      throw new IllegalArgumentException("names " + file + ", which may not be read", e);
    } catch (IOException e) {
      throw new IllegalArgumentException("names " + file + ", which cannot be read: " + e, e);
    }
  }
}
