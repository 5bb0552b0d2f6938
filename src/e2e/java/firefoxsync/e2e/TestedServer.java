// SPDX-License-Identifier: MPL-2.0
package firefoxsync.e2e;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The server that a test class runs against: its own, fresh from the built tree, or with {@code
 * -De2e.server=URL} one that runs already on this machine and lets everybody sign up, or whoever has
 * the link {@code -De2e.claim=URL}. {@code -De2e.authority=FILE} is the one, in PEM, that vouches for it.
 */
final class TestedServer implements BeforeAllCallback, AfterAllCallback {
  private static final Optional<String> FOREIGN = Optional.ofNullable(
          System.getProperty("e2e.server"))
      .map(url -> url.replaceAll("/+$", ""))
      .filter(url -> !url.isEmpty());

  private final Map<String, String> settings;
  private @Nullable Path directory;
  private int port;
  private Path log = Artifacts.DIRECTORY;
  private @Nullable DaemonProcess daemon;

  TestedServer() {
    this(Map.of());
  }

  /** Takes settings of its own, as variables. */
  TestedServer(Map<String, String> settings) {
    this.settings = Map.copyOf(settings);
  }

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
    daemon = DaemonProcess.start(directory, port, log, settings);
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
    daemon = DaemonProcess.start(directory, port, log, settings);
  }

  /** Returns the path of a fresh link with which a person sets a new password. */
  String resetPath(String email) {
    return pathOf(command("user", "reset-link", email));
  }

  /** Returns the path of a fresh link that makes an owner's account. */
  String claimPath() {
    var given = System.getProperty("e2e.claim");
    return pathOf(given == null ? command("invite", "--owner") : given);
  }

  /** Returns the path of a fresh link that lets somebody make an account, made with the options. */
  String invitePath(String... options) {
    var words = Stream.concat(Stream.of("invite"), Stream.of(options));
    return pathOf(command(words.toArray(String[]::new)));
  }

  private static String pathOf(String link) {
    return link.lines()
        .filter(line -> line.contains("#"))
        .findFirst()
        .orElseThrow()
        .strip()
        .replaceFirst("^https?://[^/]+", "");
  }

  /** Loses the daemon's disk but for the configuration and the master secret, and starts it anew. */
  void loseDisk() throws IOException {
    assumeTrue(directory != null, "only our own server can lose its disk");
    requireNonNull(daemon).kill();
    try (var files = Files.list(requireNonNull(directory))) {
      for (var file :
          files.filter(path -> path.getFileName().toString().contains(".db")).toList()) {
        Files.delete(file);
      }
    }
    daemon = DaemonProcess.start(requireNonNull(directory), port, log, settings);
  }

  /** Puts a backup back, with the daemon stopped meanwhile. */
  void restore(String backup) {
    requireNonNull(daemon).stop();
    command("restore", backup);
    daemon = DaemonProcess.start(requireNonNull(directory), port, log, settings);
  }

  /** Runs a command beside the daemon, and returns what it prints. */
  String command(String... words) {
    assumeTrue(directory != null, "only our own server can be given commands");
    return DaemonProcess.run(requireNonNull(directory), settings, words);
  }
}
