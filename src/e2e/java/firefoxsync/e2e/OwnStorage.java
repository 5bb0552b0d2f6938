// SPDX-License-Identifier: MPL-2.0
package firefoxsync.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Somebody else's remoteStorage: another daemon of ours in a process of its own. */
final class OwnStorage implements StorageElsewhere {
  private static final Map<String, String> SETTINGS =
      Map.of("FIREFOX_SYNC_REMOTESTORAGE__ENABLED", "true");

  private final Path directory;
  private final int port;
  private final DaemonProcess daemon;
  private final Path token;

  private OwnStorage(Path directory, int port, DaemonProcess daemon, Path token) {
    this.directory = directory;
    this.port = port;
    this.daemon = daemon;
    this.token = token;
  }

  /** Starts it with one person, and a token that opens what Sync may have of her storage. */
  static OwnStorage start(String name) throws IOException {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    var directory = Files.createTempDirectory("firefox-sync-elsewhere");
    var log = Artifacts.DIRECTORY.resolve("DataElsewhereIT").resolve(name + ".log");
    var daemon = DaemonProcess.start(directory, port, log, SETTINGS);
    var password = Files.writeString(directory.resolve("password"), "correct horse battery", UTF_8);
    DaemonProcess.run(
        directory,
        SETTINGS,
        "user",
        "add",
        "ann@example.org",
        "--name",
        "ann",
        "--password-file",
        password.toString());
    var printed = DaemonProcess.run(directory, SETTINGS, "app-token", "add", "ann", "fxsync:rw");
    var token = printed.lines().reduce((first, second) -> second).orElseThrow();
    var file = Files.writeString(directory.resolve("token"), token, UTF_8);
    return new OwnStorage(directory, port, daemon, file);
  }

  @Override
  public String address() {
    return root();
  }

  @Override
  public String root() {
    return "http://localhost:" + port + "/rs/ann";
  }

  @Override
  public String token() {
    return token.toString();
  }

  @Override
  public void kill() {
    daemon.kill();
  }

  @Override
  public void close() {
    daemon.kill();
    Artifacts.delete(directory);
  }
}
