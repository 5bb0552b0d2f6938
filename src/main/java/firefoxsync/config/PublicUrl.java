// SPDX-License-Identifier: MPL-2.0
package firefoxsync.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * How the world reaches the daemon: the one truth for tokens, pages and HAWK.
 *
 * @param origin scheme, host and port, without a slash at its end
 * @param host in lower case, IPv6 addresses in brackets
 * @param port the explicit one, else 443 or 80
 * @param prefix path before every route, empty or with a slash at its start and none at its end
 */
public record PublicUrl(String origin, String host, int port, String prefix) {
  /**
   * Parses {@code https://host[:port][/prefix]}.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  public static PublicUrl parse(String text) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("not a URL", e);
    }
    var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !scheme.equals("http")) {
      throw new IllegalArgumentException("must start with https:// (or http:// for tests)");
    }
    if (uri.getHost() == null
        || uri.getUserInfo() != null
        || uri.getQuery() != null
        || uri.getFragment() != null) {
      throw new IllegalArgumentException("must be https://host, perhaps with :port and /path");
    }
    var host = uri.getHost().toLowerCase(Locale.ROOT);
    int standardPort = scheme.equals("https") ? 443 : 80;
    int port = uri.getPort() < 0 ? standardPort : uri.getPort();
    var origin = scheme + "://" + host + (port == standardPort ? "" : ":" + port);
    var path = uri.getRawPath() == null ? "" : uri.getRawPath();
    return new PublicUrl(origin, host, port, path.replaceAll("/+$", ""));
  }

  /** Returns the URL itself, without a slash at its end. */
  public String base() {
    return origin + prefix;
  }

  /** Tells whether browsers compute keys on its pages: on secure ones and on those of localhost. */
  public boolean isTrusted() {
    return isSecure() || ConfigRules.isLoopback(host);
  }

  /** Tells whether browsers reach it over TLS. */
  public boolean isSecure() {
    return origin.startsWith("https:");
  }
}
