// SPDX-License-Identifier: MPL-2.0
package firefoxsync.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** The built program, serving one directory on one port of the loopback. */
final class DaemonProcess {
  private static final Path PROGRAM = Path.of("target/dist/bin/firefox-sync").toAbsolutePath();
  private static final String MASTER_SECRET = "guards nothing but the data of tests";

  private final Process process;
  private final Duration startTime;

  private DaemonProcess(Process process, Duration startTime) {
    this.process = process;
    this.startTime = startTime;
  }

  /** Starts it on what the directory holds, which may be nothing, and waits for its first answer. */
  static DaemonProcess start(Path directory, int port, Path log) {
    return start(directory, port, log, Map.of());
  }

  /** Starts it with settings of its own on top, as variables. */
  static DaemonProcess start(Path directory, int port, Path log, Map<String, String> settings) {
    try {
      var config = directory.resolve("firefox-sync.toml");
      Files.writeString(config, configuration(directory, port), StandardCharsets.UTF_8);
      Files.writeString(directory.resolve("master.secret"), MASTER_SECRET, StandardCharsets.UTF_8);
      Files.createDirectories(log.getParent());
      var builder = new ProcessBuilder(command(config))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      builder.environment().putAll(settings);
      long begin = System.nanoTime();
      var process = builder.start();
      awaitAnswer(process, port, log);
      return new DaemonProcess(process, Duration.ofNanos(System.nanoTime() - begin));
    } catch (IOException e) {
      throw new UncheckedIOException("the daemon does not start", e);
    }
  }

  /** Runs a command beside the daemon of that directory, and returns what it prints. */
  static String run(Path directory, String... words) {
    return run(directory, Map.of(), words);
  }

  /** Runs a command with the settings of that daemon. */
  static String run(Path directory, Map<String, String> settings, String... words) {
    var command = new ArrayList<>(List.of(PROGRAM.toString()));
    command.addAll(List.of(words));
    command.addAll(List.of("--config", directory.resolve("firefox-sync.toml").toString()));
    try {
      var builder = new ProcessBuilder(command);
      builder.environment().putAll(settings);
      var process = builder.start();
      var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        var said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        throw new IllegalStateException(command + ": " + said);
      }
      return printed;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static List<String> command(Path config) {
    return List.of(PROGRAM.toString(), "serve", "--config", config.toString());
  }

  private static String configuration(Path directory, int port) {
    return """
        public_url = "http://localhost:%2$d"
        listen = ["127.0.0.1:%2$d"]

        [secrets]
        master_file = "%1$s/master.secret"

        [database]
        url = "sqlite:%1$s/firefox-sync.db"

        [accounts]
        sign_up = "open"

        [remotestorage]
        enabled = true

        [log]
        requests = true
        """
        .formatted(directory, port);
  }

  private static void awaitAnswer(Process process, int port, Path log) {
    try {
      Awaitility.await("the daemon's first answer")
          .pollInSameThread()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(10))
          .atMost(Patience.LONGEST)
          .until(() -> {
            if (!process.isAlive()) {
              throw new IllegalStateException("the daemon ended; see " + log);
            }
            return answers(port);
          });
    } catch (RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private static boolean answers(int port) throws IOException {
    var url = URI.create("http://127.0.0.1:" + port + "/__heartbeat__").toURL();
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

  /** Returns the time from exec to the first answered request. */
  Duration startTime() {
    return startTime;
  }

  /** Returns its resident memory. */
  long residentKib() {
    try {
      return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it as a power cut would: without a word, in the middle of whatever it does. */
  void kill() {
    process.destroyForcibly();
    Patience.until("the daemon is gone", () -> !process.isAlive());
  }

  /** Ends it as systemd does. */
  void stop() {
    process.destroy();
    try {
      Patience.until("the daemon stops", () -> !process.isAlive());
    } finally {
      process.destroyForcibly();
    }
  }
}
