// SPDX-License-Identifier: MPL-2.0
package firefoxsync.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server, and the database there.
 *
 * @param servers host and port of the server, or of several, with commas between
 * @param options of the driver, such as {@code sslmode}
 * @param password null when the server asks for none
 */
public record PostgresqlSettings(
    String servers,
    String database,
    String user,
    Map<String, String> options,
    @Nullable SecretLines password)
    implements DatabaseSettings {
  static final String SCHEME = "postgresql:";
  static final String FORM = "postgresql://USER@HOST/DATABASE";

  private static final String HOST = "([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+\\])(:[0-9]{1,5})?";
  private static final Pattern URL =
      Pattern.compile("postgresql://(?<user>[A-Za-z0-9._-]+)@(?<servers>" + HOST + "(," + HOST
          + ")*)/(?<database>[A-Za-z0-9._-]+)(\\?(?<options>.+))?");
  private static final Pattern URL_WITH_PASSWORD = Pattern.compile("postgresql://[^@/]*:[^@/]*@.*");

  /** What the driver may be told. The rest is decided here, or would be a secret in a URL. */
  private static final List<String> OPTIONS =
      List.of("sslmode", "sslrootcert", "sslcert", "sslkey", "channelBinding", "targetServerType");

  /** Keeps a copy of the options. */
  public PostgresqlSettings {
    options = Map.copyOf(options);
  }

  /** Parses the URL; the password stands elsewhere. */
  static PostgresqlSettings parse(String url) {
    if (URL_WITH_PASSWORD.matcher(url).matches()) {
      throw new IllegalArgumentException(
          "must not hold the password: write it to a file and name that as database.password_file");
    }
    var parts = URL.matcher(url);
    if (!parts.matches()) {
      throw new IllegalArgumentException("must look like " + FORM);
    }
    return new PostgresqlSettings(
        parts.group("servers"),
        parts.group("database"),
        parts.group("user"),
        options(parts.group("options")),
        null);
  }

  private static Map<String, String> options(@Nullable String query) {
    var options = new LinkedHashMap<String, String>();
    if (query != null) {
      for (var option : query.split("&", -1)) {
        var parts = option.split("=", 2);
        if (parts.length != 2 || !OPTIONS.contains(parts[0])) {
          throw new IllegalArgumentException(
              "has the option %s, but only these may follow the ?: %s"
                  .formatted(parts[0], String.join(", ", OPTIONS)));
        }
        options.put(parts[0], parts[1]);
      }
    }
    return options;
  }

  PostgresqlSettings withPassword(SecretLines secret) {
    return new PostgresqlSettings(servers, database, user, options, secret);
  }

  /** Returns the place as messages name it. */
  public String place() {
    return user + "@" + servers + "/" + database;
  }
}
