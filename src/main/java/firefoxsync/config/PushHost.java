// SPDX-License-Identifier: MPL-2.0
package firefoxsync.config;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A push service that messages may go through: a host on the open internet, all hosts below a name,
 * or one server by its URL, which may be a private one.
 *
 * @param name in lower case; of the hosts below it when {@code isBelow}
 * @param server of one server, else null
 */
public record PushHost(String name, boolean isBelow, @Nullable URI server) {
  private static final Pattern NAME = Pattern.compile("(\\*\\.)?([a-z0-9-]+\\.)+[a-z][a-z0-9-]*");
  private static final String ANY = "*.";
  private static final int HTTPS_PORT = 443;

  /**
   * Parses one entry.
   *
   * @throws IllegalArgumentException saying what it should be
   */
  static PushHost parse(String text) {
    if (text.contains("://")) {
      var server = WebAddress.server(text);
      return new PushHost(server.getHost().toLowerCase(Locale.ROOT), false, server);
    }
    var name = text.toLowerCase(Locale.ROOT);
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "must name hosts such as push.example.org or *.push.example.org, or servers such as"
              + " https://push.example.org:8443, not \"" + text + "\"");
    }
    return name.startsWith(ANY)
        ? new PushHost(name.substring(ANY.length()), true, null)
        : new PushHost(name, false, null);
  }

  /** Tells whether a message may be sent to the URL. */
  public boolean accepts(URI endpoint) {
    var host = endpoint.getHost().toLowerCase(Locale.ROOT);
    if (server != null) {
      return server.getScheme().equalsIgnoreCase(endpoint.getScheme())
          && host.equals(name)
          && server.getPort() == endpoint.getPort();
    }
    return "https".equalsIgnoreCase(endpoint.getScheme())
        && (endpoint.getPort() < 0 || endpoint.getPort() == HTTPS_PORT)
        && (isBelow ? host.endsWith("." + name) : host.equals(name));
  }

  /** Returns the server that the entry names, whose address may be private. */
  public Optional<URI> named() {
    return Optional.ofNullable(server);
  }
}
