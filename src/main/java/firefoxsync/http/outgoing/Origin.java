// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http.outgoing;

import java.net.URI;
import java.util.Locale;

/**
 * Scheme, host and port: what a credential belongs to.
 *
 * @param host in lower case, IPv6 addresses without brackets
 * @param port the explicit one, else the scheme's own
 */
record Origin(String scheme, String host, int port) {
  private static final int HTTPS_PORT = 443;
  private static final int HTTP_PORT = 80;

  /**
   * Returns the origin of an {@code http} or {@code https} URI that names a host and nobody's
   * password.
   *
   * @throws IllegalArgumentException when it is none
   */
  static Origin of(URI uri) {
    var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !scheme.equals("http")) {
      throw new IllegalArgumentException("neither http nor https");
    }
    if (uri.getHost() == null || uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException("not scheme://host[:port]/path");
    }
    int standardPort = scheme.equals("https") ? HTTPS_PORT : HTTP_PORT;
    return new Origin(scheme, host(uri), uri.getPort() < 0 ? standardPort : uri.getPort());
  }

  private static String host(URI uri) {
    var host = uri.getHost().toLowerCase(Locale.ROOT);
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  boolean isSecure() {
    return scheme.equals("https");
  }
}
