// SPDX-License-Identifier: MPL-2.0
package firefoxsync.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Whether the clock can be right: browsers take their time from this server. */
final class ClockExam {
  private static final Path SYNCHRONISED = Path.of("/run/systemd/timesync/synchronized");
  private static final long PATIENCE_SECONDS = 5;

  private final Clock clock;

  ClockExam(Clock clock) {
    this.clock = clock;
  }

  List<Finding> examine() {
    var findings = new ArrayList<Finding>();
    BuildDate.complaint(clock).ifPresent(text -> findings.add(Finding.wrong("clock: " + text)));
    findings.add(synchronisation());
    return findings;
  }

  private static Finding synchronisation() {
    var answer = Files.exists(SYNCHRONISED) ? Optional.of("yes") : ask();
    if (answer.isEmpty()) {
      return Finding.note("clock: nobody tells whether it is kept right; see timedatectl(1)");
    }
    return answer.get().equals("yes")
        ? Finding.fine("clock: kept right by a time server")
        : Finding.note("clock: no time server keeps it right; timedatectl set-ntp true");
  }

  private static Optional<String> ask() {
    try {
      var process = new ProcessBuilder("timedatectl", "show", "-p", "NTPSynchronized", "--value")
          .redirectErrorStream(true)
          .start();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroy();
        return Optional.empty();
      }
      var said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
      return Optional.of(said).filter(word -> word.equals("yes") || word.equals("no"));
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
