// SPDX-License-Identifier: MPL-2.0
package firefoxsync.ops;

import static java.nio.charset.StandardCharsets.US_ASCII;

import firefoxsync.metrics.Measured;
import firefoxsync.metrics.MetricsText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.OptionalLong;

/** The process itself: its version, age and memory. */
public final class ProcessMeasures implements Measured {
  private static final Path STATUS = Path.of("/proc/self/status");

  private final String version;
  private final Instant started;

  /** Takes what is told, and when the daemon was started. */
  public ProcessMeasures(String version, Instant started) {
    this.version = version;
    this.started = started;
  }

  @Override
  public void tell(MetricsText text) {
    var memory = Runtime.getRuntime();
    text.gauge("info", "Always 1; the version is in the label.").value("version", version, 1);
    text.gauge("start_timestamp_seconds", "When the daemon was started.")
        .value(started.getEpochSecond());
    text.gauge("heap_bytes", "Bytes of Java's heap that are in use.")
        .value(memory.totalMemory() - memory.freeMemory());
    text.gauge("heap_bytes_max", "Bytes that may be in use.").value(memory.maxMemory());
    resident()
        .ifPresent(bytes -> text.gauge("resident_bytes", "Bytes of memory that the process has.")
            .value(bytes));
  }

  /** Only Linux says so. */
  private static OptionalLong resident() {
    try {
      return Files.readAllLines(STATUS, US_ASCII).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
          .findFirst();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }
}
