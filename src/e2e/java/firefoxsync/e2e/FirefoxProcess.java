// SPDX-License-Identifier: MPL-2.0
package firefoxsync.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One headless Firefox in a profile of its own, as installed on this machine. */
final class FirefoxProcess {
  private static final String PROGRAM = System.getProperty("e2e.firefox", "firefox-esr");

  private final Path profile;
  private final Process process;
  private final Marionette marionette;

  private FirefoxProcess(Path profile, Process process, Marionette marionette) {
    this.profile = profile;
    this.process = process;
    this.marionette = marionette;
  }

  /**
   * Starts a browser.
   *
   * @param profile an empty directory, which also becomes its home
   * @param preferences what to set beside {@code user.js}: strings, numbers, booleans
   */
  static FirefoxProcess start(Path profile, Map<String, Object> preferences) {
    try {
      int port = freePort();
      writePreferences(profile.resolve("user.js"), preferences, port);
      var command = List.of(
          PROGRAM,
          "--headless",
          "--marionette",
          "--remote-allow-system-access",
          "--no-remote",
          "--profile",
          profile.toString());
      var builder = new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(profile.resolve("firefox.log").toFile());
      builder.environment().put("HOME", profile.toString());
      builder.environment().put("MOZ_CRASHREPORTER_DISABLE", "1");
      var process = builder.start();
      return new FirefoxProcess(profile, process, connect(process, port));
    } catch (IOException e) {
      throw new UncheckedIOException(PROGRAM + " does not start; -De2e.firefox= names another", e);
    }
  }

  private static Marionette connect(Process process, int port) {
    try {
      return Patience.find("Firefox answers", () -> {
        if (!process.isAlive()) {
          throw new IllegalStateException("Firefox ended with " + process.exitValue());
        }
        return tryToConnect(port);
      });
    } catch (RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private static Optional<Marionette> tryToConnect(int port) {
    try {
      return Optional.of(Marionette.connect(port, Patience.LONGEST));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static void writePreferences(Path file, Map<String, Object> preferences, int port)
      throws IOException {
    var text = new StringBuilder(Resources.text("user.js"));
    preferences.forEach((name, value) -> text.append(preference(name, value)));
    text.append(preference("marionette.port", port));
    Files.writeString(file, text, StandardCharsets.UTF_8);
  }

  private static String preference(String name, Object value) {
    var literal = value instanceof String ? '"' + value.toString() + '"' : value.toString();
    return "user_pref(\"" + name + "\", " + literal + ");\n";
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  Path profile() {
    return profile;
  }

  Marionette marionette() {
    return marionette;
  }

  /** Asks it to quit, and ends it when it does not. */
  void stop() {
    try (marionette) {
      marionette.send("Marionette:Quit", Map.of("flags", List.of("eForceQuit")));
      if (process.waitFor(20, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // It may be gone already, or hang: the end is the same.
    }
    process.destroyForcibly();
  }
}
