// SPDX-License-Identifier: MPL-2.0
package firefoxsync.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** A file whose content is replaced at once or not at all; owner, group and mode stay. */
final class ReplacedFile {
  private static final String SUFFIX = ".new";

  private final Path file;

  /** Takes the file; of a link, what it leads to is replaced. */
  ReplacedFile(Path file) {
    try {
      this.file = file.toRealPath();
    } catch (IOException e) {
      throw new ConfigException(List.of(file + ": cannot be found (" + e + ")"));
    }
  }

  String read() {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new ConfigException(List.of(file + ": cannot be read (" + e + ")"));
    }
  }

  /** Replaces the content, once the check has seen the new file and not thrown. */
  void replace(String text, Consumer<Path> check) {
    var next = file.resolveSibling(file.getFileName() + SUFFIX);
    try {
      Files.deleteIfExists(next);
      write(next, text);
      try {
        check.accept(next);
        keepAttributes(next);
        Files.move(next, file, ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(next);
      }
    } catch (AccessDeniedException e) {
      throw new ConfigException(
          List.of(file + ": this account may not change it; only root may, usually"));
    } catch (IOException e) {
      throw new ConfigException(List.of(file + ": cannot be replaced (" + e + ")"));
    }
  }

  private static void write(Path next, String text) throws IOException {
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try (var channel = FileChannel.open(next, Set.of(CREATE_NEW, WRITE), ownerOnly)) {
      var bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  private void keepAttributes(Path next) throws IOException {
    var old = view(file).readAttributes();
    var view = view(next);
    var now = view.readAttributes();
    if (!now.owner().equals(old.owner())) {
      view.setOwner(old.owner());
    }
    if (!now.group().equals(old.group())) {
      view.setGroup(old.group());
    }
    view.setPermissions(old.permissions());
  }

  private static PosixFileAttributeView view(Path path) {
    return Files.getFileAttributeView(path, PosixFileAttributeView.class, NOFOLLOW_LINKS);
  }
}
