// SPDX-License-Identifier: MPL-2.0
package firefoxsync.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import firefoxsync.crypto.MasterSecret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The daemon as it is shipped, on a database of its own. */
final class Daemon implements AutoCloseable {
  private static final String SECRET = "b3fd7ac0b3fd7ac0b3fd7ac0b3fd7ac0";
  private static final long START_NANOS_MAX = 60_000_000_000L;
  private static final long POLL_MILLIS = 5;

  private final Path config;
  private final Target target;
  private final Program program;
  private final long startMillis;

  private Daemon(Path config, Target target, Program program, long startMillis) {
    this.config = config;
    this.target = target;
    this.program = program;
    this.startMillis = startMillis;
  }

  /** Starts it on the folder's database, new or not, and returns at its first answer. */
  static Daemon start(Setting setting, Path folder) throws IOException {
    int port = freePort();
    var config = configure(folder, port);
    var target =
        new Target(URI.create("http://localhost:" + port), MasterSecret.of(List.of(SECRET)));
    long begun = System.nanoTime();
    var command = List.of(setting.launcher().toString(), "serve", "--config", config.toString());
    var program = Program.start(command, folder.resolve("log"));
    try {
      awaitAnswer(target, program, begun + START_NANOS_MAX);
    } catch (IOException e) {
      program.close();
      throw e;
    }
    return new Daemon(config, target, program, (System.nanoTime() - begun) / 1_000_000);
  }

  private static Path configure(Path folder, int port) throws IOException {
    Files.createDirectories(folder);
    var secret = Files.writeString(folder.resolve("master.secret"), SECRET, UTF_8);
    return Files.writeString(
        folder.resolve("firefox-sync.toml"),
        """
        public_url = "http://localhost:%d"
        listen = ["127.0.0.1:%d"]
        [secrets]
        master_file = "%s"
        [database]
        url = "sqlite:%s"
        [remotestorage]
        enabled = true
        [outgoing]
        allow_hosts = ["127.0.0.1"]
        """
            .formatted(port, port, secret, database(folder)),
        UTF_8);
  }

  /** Returns the database file in a folder. */
  static Path database(Path folder) {
    return folder.resolve("firefox-sync.db");
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void awaitAnswer(Target target, Program program, long deadline)
      throws IOException {
    while (System.nanoTime() < deadline && program.isAlive()) {
      try (var socket = new Socket(InetAddress.getLoopbackAddress(), target.port())) {
        socket
            .getOutputStream()
            .write("GET /__heartbeat__ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                .getBytes(UTF_8));
        if (new String(socket.getInputStream().readAllBytes(), UTF_8).startsWith("HTTP/1.1 200")) {
          return;
        }
      } catch (IOException e) {
        pause();
      }
    }
    throw new IOException("the daemon does not answer");
  }

  private static void pause() {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns the file that it was started with. */
  Path config() {
    return config;
  }

  Target target() {
    return target;
  }

  /** Returns how long it took from the start of the process to the first answer. */
  long startMillis() {
    return startMillis;
  }

  /** Returns what it has logged. */
  String log() throws IOException {
    return Files.readString(config.resolveSibling("log"), UTF_8);
  }

  /** Returns browsers that ask it. */
  Crowd crowd(Workload workload, int browsers) throws IOException {
    return new Crowd(target, workload, browsers, program::processorMicros);
  }

  long memoryMiB() {
    return program.memoryMiB("VmRSS");
  }

  long mostMemoryMiB() {
    return program.memoryMiB("VmHWM");
  }

  /** Has {@link #mostMemoryMiB} begin anew. */
  void forgetMostMemory() throws IOException {
    program.forgetMostMemory();
  }

  @Override
  public void close() {
    program.close();
  }
}
