// SPDX-License-Identifier: MPL-2.0
package firefoxsync.ops;

import static java.nio.charset.StandardCharsets.UTF_8;

import firefoxsync.config.LogLevel;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.logging.ErrorManager;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * One line an event, on standard error: with a priority that journald reads and no time of our own
 * when the journal listens, else with a short time. Libraries speak only from warnings up, and the
 * pool of connections from errors up: what it warns of the database tells in words, and once.
 */
public final class JournalLog extends Handler {
  /** The JDK's own drops all handlers at the first sign of an end, and the last words with them. */
  public static final class LastWords extends LogManager {
    @Override
    public void reset() {
      // Handlers stay: what happens while the daemon stops is worth a line too.
    }
  }

  private static final String OURS = "firefoxsync";
  private static final String POOL = "com.zaxxer.hikari.pool.";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  private final PrintStream out;
  private final boolean isJournal;
  private final ZoneId zone;
  // Loggers are held weakly by the JDK, and forget their level when collected.
  private final Logger ours = Logger.getLogger(OURS);
  private final SimpleFormatter text = new SimpleFormatter();

  JournalLog(PrintStream out, boolean isJournal, ZoneId zone) {
    this.out = out;
    this.isJournal = isJournal;
    this.zone = zone;
  }

  /** Becomes the only log of this process. Called once, before anything logs. */
  public static void install(LogLevel level) {
    System.setProperty("java.util.logging.manager", LastWords.class.getName());
    var root = Logger.getLogger("");
    for (var handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    boolean isJournal = System.getenv("JOURNAL_STREAM") != null;
    var log = new JournalLog(
        new PrintStream(System.err, false, UTF_8), isJournal, ZoneId.systemDefault());
    root.setLevel(Level.WARNING);
    log.ours.setLevel(julLevel(level));
    root.addHandler(log);
  }

  @Override
  public void publish(LogRecord event) {
    if (!isLoggable(event) || isToldElsewhere(event)) {
      return;
    }
    try {
      // One write a line, so that lines of different threads do not mix.
      out.print(lines(event));
      out.flush();
    } catch (RuntimeException e) {
      reportError("a line is lost", e, ErrorManager.WRITE_FAILURE);
    }
  }

  private static boolean isToldElsewhere(LogRecord event) {
    return String.valueOf(event.getLoggerName()).startsWith(POOL)
        && event.getLevel().intValue() < Level.SEVERE.intValue();
  }

  /** Returns the event as text: a line, and one more for each line of its stack trace. */
  String lines(LogRecord event) {
    var name = String.valueOf(event.getLoggerName());
    var message = text.formatMessage(event);
    var lines = new StringBuilder();
    append(lines, event, name.startsWith(OURS) ? message : name + ": " + message);
    if (event.getThrown() != null) {
      var trace = new StringWriter();
      event.getThrown().printStackTrace(new PrintWriter(trace));
      trace.toString().lines().forEach(line -> append(lines, event, "  " + line.strip()));
    }
    return lines.toString();
  }

  @Override
  public void flush() {
    out.flush();
  }

  @Override
  public void close() {
    out.flush();
  }

  private void append(StringBuilder lines, LogRecord event, String message) {
    if (isJournal) {
      lines.append('<').append(priority(event.getLevel())).append('>');
    } else {
      lines.append(TIME.format(event.getInstant().atZone(zone)));
      lines.append(' ').append(word(event.getLevel())).append(' ');
    }
    // A line break in a value from outside must not make a line of its own.
    message.chars().forEach(c -> lines.append(Character.isISOControl(c) ? '?' : (char) c));
    lines.append('\n');
  }

  private static int priority(Level level) {
    if (level.intValue() >= Level.SEVERE.intValue()) {
      return 3;
    }
    if (level.intValue() >= Level.WARNING.intValue()) {
      return 4;
    }
    return level.intValue() >= Level.INFO.intValue() ? 6 : 7;
  }

  private static String word(Level level) {
    return switch (priority(level)) {
      case 3 -> "error";
      case 4 -> "warn ";
      case 6 -> "info ";
      default -> "debug";
    };
  }

  private static Level julLevel(LogLevel level) {
    return switch (level) {
      case ERROR -> Level.SEVERE;
      case WARN -> Level.WARNING;
      case INFO -> Level.INFO;
      case DEBUG -> Level.FINE;
    };
  }
}
