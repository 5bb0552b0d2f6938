// SPDX-License-Identifier: MPL-2.0
package firefoxsync;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;

/** Listens to one logger, also to what the log of a command that ran before leaves out. */
public final class LogLines extends Handler implements AutoCloseable {
  private final Logger logger;
  private final @Nullable Level usual;
  private final Queue<String> lines = new ConcurrentLinkedQueue<>();

  /** Takes the name of the logger. */
  public LogLines(String logger) {
    this.logger = Logger.getLogger(logger);
    usual = this.logger.getLevel();
    this.logger.setLevel(Level.INFO);
    this.logger.addHandler(this);
  }

  /** Returns what was logged since the last call. */
  public List<String> take() {
    var taken = List.copyOf(lines);
    lines.clear();
    return taken;
  }

  @Override
  public void publish(LogRecord entry) {
    lines.add(new SimpleFormatter().formatMessage(entry));
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
    logger.setLevel(usual);
  }
}
