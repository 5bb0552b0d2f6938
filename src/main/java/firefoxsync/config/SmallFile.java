// SPDX-License-Identifier: MPL-2.0
package firefoxsync.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
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
    // A pipe will do, too: so its size is not asked for beforehand.
    try (var in = Files.newInputStream(file)) {
      var bytes = in.readNBytes(BYTES_MAX + 1);
      if (bytes.length > BYTES_MAX) {
        throw new IllegalArgumentException(file + " is too large");
      }
      return new String(bytes, UTF_8);
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException("names " + file + ", which does not exist", e);
    } catch (AccessDeniedException e) {
      throw new IllegalArgumentException("names " + file + ", which may not be read", e);
    } catch (IOException e) {
      throw new IllegalArgumentException("names " + file + ", which cannot be read: " + e, e);
    }
  }
}
