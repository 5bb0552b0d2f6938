// SPDX-License-Identifier: MPL-2.0
package firefoxsync.cli;

import firefoxsync.database.NativeLibrary;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * {@code firefox-sync unpack-natives}: what the package's {@code prepare} calls, so that the service
 * loads its libraries from a folder that it cannot write.
 */
@Command(
    name = "unpack-natives",
    description = "Unpacks the native libraries for this machine.",
    hidden = true)
final class UnpackNativesCommand implements Runnable {
  @Parameters(paramLabel = "DIRECTORY")
  private Path directory = Path.of(".");

  @Override
  public void run() {
    unpack(NativeLibrary.open(), NativeLibrary.FILE_NAME);
    var transport = "libnetty_transport_native_epoll_" + architecture() + ".so";
    unpack(
        Optional.ofNullable(getClass().getResourceAsStream("/META-INF/native/" + transport)),
        transport);
  }

  /** Netty's name for the processor. */
  private static String architecture() {
    var name = System.getProperty("os.arch", "");
    return switch (name) {
      case "amd64" -> "x86_64";
      case "aarch64" -> "aarch_64";
      default -> name;
    };
  }

  private void unpack(Optional<InputStream> library, String name) {
    if (library.isEmpty()) {
      return;
    }
    try (var in = library.get()) {
      Files.copy(in, directory.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot unpack " + name, e);
    }
  }
}
