// SPDX-License-Identifier: MPL-2.0
package firefoxsync.ops;

import firefoxsync.database.DatabaseException;
import firefoxsync.http.Request;
import firefoxsync.http.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /__heartbeat__} and its sisters: whether the daemon, and what it stands on, is well. */
public final class HealthHandlers {
  private static final Logger log = LoggerFactory.getLogger(HealthHandlers.class);

  private static final Pattern NONCE = Pattern.compile("[0-9a-f]{1,64}");

  private final String version;
  private final long quotaBytes;
  private final Runnable askDatabase;

  /**
   * Takes what is told.
   *
   * @param quotaBytes of each user; 0 means no quota
   * @param askDatabase returns when the database answers, throws when it does not
   */
  public HealthHandlers(String version, long quotaBytes, Runnable askDatabase) {
    this.version = version;
    this.quotaBytes = quotaBytes;
    this.askDatabase = askDatabase;
  }

  /** Answers 200 while the database does, else 503. */
  Response heartbeat(Request request) {
    var health = new LinkedHashMap<String, Object>();
    health.put("version", version);
    health.put("quota", Map.of("enabled", quotaBytes > 0, "size", quotaBytes));
    boolean isWell = doesDatabaseAnswer();
    health.put("database", isWell ? "Ok" : "Unknown");
    health.put("status", isWell ? "Ok" : "Err");
    return Response.json(isWell ? 200 : 503, health);
  }

  private boolean doesDatabaseAnswer() {
    try {
      askDatabase.run();
      return true;
    } catch (DatabaseException.Unavailable | DatabaseException.Conflict e) {
      // Anybody may ask, as often as she likes; the database itself tells once what is wrong.
      log.debug("the database does not answer", e);
    } catch (RuntimeException e) {
      log.warn("the database does not answer: {}", e.getMessage());
    }
    return false;
  }

  /** Answers as long as the process does. */
  Response loadBalancerHeartbeat(Request request) {
    return Response.json(Map.of());
  }

  /** Tells whoever asks how her request arrived, for {@code doctor}. */
  static Response arrival(Request request) {
    var head = request.head();
    var fields = new LinkedHashMap<String, Object>();
    fields.put(
        "nonce", head.query().first("nonce").filter(NONCE.asMatchPredicate()).orElse(""));
    fields.put("client", head.clientAddress());
    return Response.json(fields);
  }

  /** Tells which version runs. */
  Response version(Request request) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("source", "firefox-sync");
    fields.put("version", version);
    fields.put("commit", "");
    fields.put("build", "");
    return Response.json(fields);
  }
}
