// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import firefoxsync.http.HttpDispatcher.Exchange;
import firefoxsync.http.RequestTally.Sent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Notes each answer: in numbers always, and in a line when it is wanted, with method, path without its
 * query, status, time. Never a header or an address.
 */
final class AccessLog {
  private static final Logger log = LoggerFactory.getLogger(AccessLog.class);

  private final Level level;
  private final RequestTally tally;

  /** Logs at info when it is wanted, else at debug. */
  AccessLog(boolean isWanted, RequestTally tally) {
    this.level = isWanted ? Level.INFO : Level.DEBUG;
    this.tally = tally;
  }

  /** Notes the answer to a request, or to what was none. */
  void sent(@Nullable Exchange exchange, Sent answer) {
    if (exchange == null) {
      tally.sent(RequestTally.NO_FEATURE, answer);
      return;
    }
    tally.sent(exchange.match().table().feature(), answer);
    if (log.isEnabledForLevel(level)) {
      var head = exchange.head();
      long millis = answer.took().toMillis();
      log.atLevel(level).log("{} {} {} ms", head, answer.status(), millis);
    }
  }
}
