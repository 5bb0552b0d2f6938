// SPDX-License-Identifier: MPL-2.0
package firefoxsync.ops;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

/** What a line of the log looks like. */
final class JournalLogTest {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  @Test
  void journalGetsPrioritiesAndNoTime() {
    assertThat(line(true, Level.SEVERE, "a")).isEqualTo("<3>a\n");
    assertThat(line(true, Level.WARNING, "a")).isEqualTo("<4>a\n");
    assertThat(line(true, Level.INFO, "a")).isEqualTo("<6>a\n");
    assertThat(line(true, Level.FINE, "a")).isEqualTo("<7>a\n");
  }

  @Test
  void terminalGetsAShortTime() {
    assertThat(line(false, Level.WARNING, "disk full"))
        .isEqualTo("2026-11-24 01:02:03 warn  disk full\n");
  }

  @Test
  void lineBreakInAMessageMakesNoLine() {
    assertThat(line(true, Level.INFO, "a\n<3>forged\u001b[2J")).isEqualTo("<6>a?<3>forged?[2J\n");
  }

  @Test
  void libraryIsNamed() {
    var event = event(Level.WARNING, "slow");
    event.setLoggerName("io.netty");

    assertThat(log(true).lines(event)).isEqualTo("<4>io.netty: slow\n");
  }

  @Test
  void warningsOfTheConnectionPoolAreLeftOut() {
    for (var level : List.of(Level.WARNING, Level.SEVERE)) {
      var event = event(level, "a connection is gone");
      event.setLoggerName("com.zaxxer.hikari.pool.PoolBase");
      log(true).publish(event);
    }

    assertThat(written).hasToString("<3>com.zaxxer.hikari.pool.PoolBase: a connection is gone\n");
  }

  @Test
  void everyLineOfAStackTraceHasThePriority() {
    var event = event(Level.SEVERE, "failed");
    event.setThrown(new IllegalStateException("why"));

    var lines = log(true).lines(event).lines().toList();

    assertThat(lines).hasSizeGreaterThan(2).allMatch(line -> line.startsWith("<3>"));
    assertThat(lines.get(1)).isEqualTo("<3>  java.lang.IllegalStateException: why");
  }

  private String line(boolean isJournal, Level level, String message) {
    written.reset();
    log(isJournal).publish(event(level, message));
    return written.toString(UTF_8);
  }

  private JournalLog log(boolean isJournal) {
    return new JournalLog(new PrintStream(written, false, UTF_8), isJournal, ZoneOffset.UTC);
  }

  private static LogRecord event(Level level, String message) {
    var event = new LogRecord(level, message);
    event.setLoggerName("firefoxsync.ops.Test");
    event.setInstant(Instant.parse("2026-11-24T01:02:03.456Z"));
    return event;
  }
}
