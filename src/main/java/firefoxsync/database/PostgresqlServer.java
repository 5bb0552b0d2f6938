// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import firefoxsync.config.PostgresqlSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How connections to a server are made. All that they need is said when they are opened and never
 * changed, so that any connection, and any pooler between, is as good as any other.
 */
final class PostgresqlServer {
  /** What a connection is for. */
  enum Purpose {
    /** One snapshot, from the first statement on. */
    READ("repeatable read", true),
    /** A row of the user's own is locked first; what follows sees all that was kept before. */
    WRITE_OF_USER("read committed", false),
    /** As if there were no other write. */
    WRITE("serializable", false);

    private final String isolation;
    private final boolean isReadOnly;

    Purpose(String isolation, boolean isReadOnly) {
      this.isolation = isolation;
      this.isReadOnly = isReadOnly;
    }

    boolean isReadOnly() {
      return isReadOnly;
    }
  }

  /** Rows that the driver holds in memory of a longer result. */
  private static final int FETCH_ROWS = 100;

  /** A server that was told to stop a statement gets as long to say so. */
  private static final Duration SOCKET_MARGIN = Duration.ofSeconds(10);

  private final PostgresqlSettings settings;
  private final PostgresqlLimits limits;

  PostgresqlServer(PostgresqlSettings settings, PostgresqlLimits limits) {
    this.settings = settings;
    this.limits = limits;
  }

  PostgresqlLimits limits() {
    return limits;
  }

  /** Returns the database as messages name it. */
  String place() {
    return settings.place();
  }

  /**
   * Opens a connection and looks whether this is a place to keep our data.
   *
   * @throws DatabaseException saying in words what is wrong
   */
  void check() {
    try (var connection = DriverManager.getConnection(url(), properties(Purpose.WRITE))) {
      var encoding = setting(connection, "server_encoding");
      if (!encoding.equals("UTF8")) {
        throw new DatabaseException("the database %s has the encoding %s: make it anew as UTF8"
            .formatted(settings.place(), encoding));
      }
      if (!setting(connection, "transaction_isolation").equals(Purpose.WRITE.isolation)) {
        throw new DatabaseException("something between us and the database " + settings.place()
            + " takes our connection options away; connect to the server itself");
      }
    } catch (SQLException e) {
      throw new DatabaseException(
          "cannot use the database %s: %s".formatted(settings.place(), e.getMessage()), e);
    }
  }

  /** Returns the place as JDBC names it. */
  String url() {
    return "jdbc:postgresql://" + settings.servers() + "/" + settings.database();
  }

  /** Returns what the driver is told of connections for a purpose. */
  Properties properties(Purpose purpose) {
    var properties = new Properties();
    properties.putAll(settings.options());
    properties.setProperty("user", settings.user());
    var password = settings.password();
    if (password != null) {
      properties.setProperty("password", password.newestFirst().get(0));
    }
    properties.setProperty("ApplicationName", "firefox-sync");
    properties.setProperty("options", options(purpose));
    properties.setProperty("connectTimeout", seconds(limits.connectTime()));
    properties.setProperty("loginTimeout", seconds(limits.connectTime()));
    if (!limits.statementTime().isZero()) {
      properties.setProperty("socketTimeout", seconds(limits.statementTime().plus(SOCKET_MARGIN)));
    }
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("defaultRowFetchSize", Integer.toString(FETCH_ROWS));
    return properties;
  }

  private String options(Purpose purpose) {
    var options = new TreeMap<>(Map.of(
        "default_transaction_isolation",
        purpose.isolation,
        "default_transaction_read_only",
        purpose.isReadOnly ? "on" : "off",
        "lock_timeout",
        Long.toString(limits.lockTime().toMillis()),
        "statement_timeout",
        Long.toString(limits.statementTime().toMillis()),
        // Of a node that vanished with its connections still open, the locks shall go soon.
        "idle_in_transaction_session_timeout",
        Long.toString(limits.idleTime().toMillis())));
    return options.entrySet().stream()
        .map(option -> "-c " + option.getKey() + "=" + option.getValue().replace(" ", "\\ "))
        .collect(Collectors.joining(" "));
  }

  private static String seconds(Duration time) {
    return Long.toString(time.toSeconds());
  }

  private static String setting(Connection connection, String name) throws SQLException {
    try (var statement = connection.prepareStatement("SELECT current_setting(?) AS value")) {
      statement.setString(1, name);
      try (var results = statement.executeQuery()) {
        results.next();
        return results.getString("value");
      }
    }
  }
}
