// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** A line a request: method, path without its query, status, time. Never a header or an address. */
final class AccessLog {
  private static final Logger log = LoggerFactory.getLogger(AccessLog.class);

  private final Level level;
  private final Clock clock;

  /** Logs at info when it is wanted, else at debug. */
  AccessLog(boolean isWanted, Clock clock) {
    this.level = isWanted ? Level.INFO : Level.DEBUG;
    this.clock = clock;
  }

  void sent(RequestHead head, int status) {
    if (log.isEnabledForLevel(level)) {
      long millis = Duration.between(head.received(), clock.instant()).toMillis();
      log.atLevel(level).log("{} {} {} {} ms", head.method(), head.path(), status, millis);
    }
  }
}
