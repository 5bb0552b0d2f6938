// SPDX-License-Identifier: MPL-2.0
package firefoxsync.torture;

import static java.nio.charset.StandardCharsets.UTF_8;

import firefoxsync.config.PublicUrl;
import firefoxsync.conformance.SigningClient;
import firefoxsync.crypto.MasterSecret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A directory with all that the built program keeps, and its process while it runs. */
final class ServedDirectory implements AutoCloseable {
  private static final Path PROGRAM = Path.of("target/dist/bin/firefox-sync").toAbsolutePath();
  private static final String MASTER_SECRET = "guards nothing but the data of tests";
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Path state;
  private final Path home;
  private final int port;

  // Mutable state
  private Process process;

  private ServedDirectory(Path home, Path state, int port, Process process) {
    this.home = home;
    this.state = state;
    this.port = port;
    this.process = process;
  }

  /**
   * Starts the program and waits for its first answer.
   *
   * @param home where configuration, secret and log go
   * @param state where the database goes
   */
  static ServedDirectory start(Path home, Path state) throws IOException {
    return start(home, state, "");
  }

  /** As the other, with more lines of configuration. */
  static ServedDirectory start(Path home, Path state, String lines) throws IOException {
    var port = freePort();
    Files.writeString(home.resolve("master.secret"), MASTER_SECRET, UTF_8);
    Files.writeString(
        home.resolve("firefox-sync.toml"),
        """
        public_url = "http://localhost:%1$d"
        listen = ["127.0.0.1:%1$d"]
        [secrets]
        master_file = "%2$s/master.secret"
        [database]
        url = "sqlite:%3$s/firefox-sync.db"
        %4$s
        """
            .formatted(port, home, state, lines),
        UTF_8);
    var served = new ServedDirectory(home, state, port, launch(home));
    served.awaitAnswer();
    return served;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static Process launch(Path home) throws IOException {
    return new ProcessBuilder(
            PROGRAM.toString(),
            "serve",
            "--config",
            home.resolve("firefox-sync.toml").toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(home.resolve("log").toFile()))
        .start();
  }

  /** Starts it again without waiting for an answer. */
  void launch() throws IOException {
    process = launch(home);
  }

  /** Waits until requests are answered. */
  void awaitAnswer() {
    Awaitility.await("the daemon's first answer")
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(20))
        .atMost(PATIENCE)
        .until(() -> {
          if (!process.isAlive()) {
            throw new IllegalStateException("the daemon ended:\n" + log());
          }
          return answers();
        });
  }

  private boolean answers() throws IOException {
    var url = URI.create("http://127.0.0.1:" + port + "/__lbheartbeat__").toURL();
    var connection = (HttpURLConnection) url.openConnection();
    connection.setConnectTimeout(1000);
    connection.setReadTimeout(5000);
    try {
      return connection.getResponseCode() == 200;
    } catch (IOException e) {
      return false;
    } finally {
      connection.disconnect();
    }
  }

  /** Returns a client that signs for the user with the server's own secret. */
  SigningClient client(long uid) {
    return new SigningClient(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
        PublicUrl.parse("http://localhost:" + port),
        MasterSecret.of(List.of(MASTER_SECRET)),
        Clock.systemUTC(),
        uid);
  }

  /** Returns where it is asked, without a slash at its end. */
  String url() {
    return "http://127.0.0.1:" + port;
  }

  String masterSecret() {
    return MASTER_SECRET;
  }

  /** Returns the file of the database. */
  Path database() {
    return state.resolve("firefox-sync.db");
  }

  /** Returns the configuration's file. */
  Path config() {
    return home.resolve("firefox-sync.toml");
  }

  /** Returns what the daemon has logged. */
  String log() {
    try {
      return Files.readString(home.resolve("log"), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Lets it run for that long, unless it ends before. */
  void awaitFor(Duration time) throws InterruptedException {
    var unused = process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Ends it by SIGKILL, in the middle of whatever it does. */
  void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** Ends it as systemd does, by SIGTERM, and returns its exit status. */
  int stop() {
    process.destroy();
    return awaitEnd();
  }

  /** Waits until it has ended by itself, and returns its exit status. */
  int awaitEnd() {
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("the daemon does not end");
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    kill();
  }
}
