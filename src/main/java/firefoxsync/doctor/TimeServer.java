// SPDX-License-Identifier: MPL-2.0
package firefoxsync.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Whether a time server keeps the clock of this machine right, as the system tells. */
public final class TimeServer {
  private static final Path SYNCHRONISED = Path.of("/run/systemd/timesync/synchronized");
  private static final List<String> QUESTION =
      List.of("timedatectl", "show", "-p", "NTPSynchronized", "--value");
  private static final long PATIENCE_SECONDS = 5;

  private final Path mark;
  private final List<String> question;

  TimeServer(Path mark, List<String> question) {
    this.mark = mark;
    this.question = List.copyOf(question);
  }

  /** Returns that of this machine. */
  public static TimeServer ofThisMachine() {
    return new TimeServer(SYNCHRONISED, QUESTION);
  }

  /** Returns a complaint when the system says that nothing keeps the clock right. */
  public Optional<String> complaint() {
    return keepsTheClock()
        .filter(isKept -> !isKept)
        .map(any -> "no time server keeps the clock right, from which browsers take their time;"
            + " `timedatectl set-ntp true` has it kept");
  }

  /** Tells what the system says; empty when it says nothing. It may be waited for. */
  Optional<Boolean> keepsTheClock() {
    if (Files.exists(mark)) {
      return Optional.of(true);
    }
    try {
      var process = new ProcessBuilder(question).redirectErrorStream(true).start();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroy();
        return Optional.empty();
      }
      var said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
      return switch (said) {
        case "yes" -> Optional.of(true);
        case "no" -> Optional.of(false);
        default -> Optional.empty();
      };
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
