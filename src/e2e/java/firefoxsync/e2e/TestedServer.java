// SPDX-License-Identifier: MPL-2.0
package firefoxsync.e2e;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The server that a test class runs against: its own, fresh from the built tree, or with {@code
 * -De2e.server=URL} one that runs already and lets everybody sign up.
 */
final class TestedServer implements BeforeAllCallback, AfterAllCallback {
  private static final Optional<String> FOREIGN = Optional.ofNullable(
          System.getProperty("e2e.server"))
      .map(url -> url.replaceAll("/+$", ""))
      .filter(url -> !url.isEmpty());

  private @Nullable Path directory;
  private int port;
  private Path log = Artifacts.DIRECTORY;
  private @Nullable DaemonProcess daemon;

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    if (FOREIGN.isPresent()) {
      return;
    }
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    log = Artifacts.of(context, "daemon.log");
    directory = Files.createTempDirectory("firefox-sync-e2e");
    daemon = DaemonProcess.start(directory, port, log);
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    if (daemon != null) {
      daemon.stop();
    }
    if (directory != null) {
      Artifacts.delete(directory);
    }
  }

  /** Returns the public URL, without a slash at its end. */
  String url() {
    return FOREIGN.orElseGet(() -> "http://localhost:" + port);
  }

  /** Returns the daemon's process, when it is ours. */
  Optional<DaemonProcess> daemon() {
    return Optional.ofNullable(daemon);
  }

  /** Kills the daemon and starts it again on the same data; does nothing to a foreign server. */
  void killAndRestart() {
    if (daemon == null || directory == null) {
      return;
    }
    daemon.kill();
    daemon = DaemonProcess.start(directory, port, log);
  }
}
