// SPDX-License-Identifier: MPL-2.0
package firefoxsync.doctor;

import java.io.IOException;
import java.net.JarURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When this program was made: no clock that runs it can truly be before. */
public final class BuildDate {
  /** Archives tell local times. */
  private static final Duration SLACK = Duration.ofDays(2);

  private BuildDate() {}

  /** Returns a complaint about a clock that tells a time from before the program was made. */
  public static Optional<String> complaint(Clock clock) {
    return complaint(clock, find());
  }

  static Optional<String> complaint(Clock clock, Optional<Instant> built) {
    return built
        .filter(made -> clock.instant().isBefore(made.minus(SLACK)))
        .map(made -> "the clock says %s, which is before this program was made (%s); set it"
            .formatted(clock.instant(), made));
  }

  /** Empty when the program does not run from its jar. */
  private static Optional<Instant> find() {
    try {
      var self = BuildDate.class.getResource("BuildDate.class");
      if (self != null && self.openConnection() instanceof JarURLConnection jar) {
        return Optional.of(Instant.ofEpochMilli(jar.getJarEntry().getTime()));
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
