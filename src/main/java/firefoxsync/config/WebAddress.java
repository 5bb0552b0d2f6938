// SPDX-License-Identifier: MPL-2.0
package firefoxsync.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/** URLs and hosts of others that the configuration names. */
final class WebAddress {
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:-]{1,253}");

  private WebAddress() {}

  /** Parses the URL of a server; a slash at its end says nothing. */
  static URI server(String text) {
    try {
      var uri = new URI(text.replaceAll("/+$", ""));
      if (isWeb(uri) && uri.getHost() != null && uri.getRawUserInfo() == null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Told below, in one way for all.
    }
    throw new IllegalArgumentException("must be like https://accounts.example.org");
  }

  private static boolean isWeb(URI uri) {
    return "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
  }

  /** Parses an origin of this server's beside {@code public_url}; no text is none. */
  static Optional<URI> origin(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    var uri = server(text);
    boolean isOrigin =
        uri.getRawPath().isEmpty() && uri.getRawQuery() == null && uri.getRawFragment() == null;
    if (!isOrigin) {
      throw new IllegalArgumentException("must be like https://files.example.org");
    }
    return Optional.of(uri);
  }

  /** Parses the name of an issuer, which tokens have to the letter. */
  static String issuer(String text) {
    server(text);
    return text;
  }

  /** Parses the URL of a proxy; no text is no proxy. */
  static Optional<URI> proxy(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    var uri = server(text);
    if (!"http".equals(uri.getScheme()) || uri.getPort() < 0) {
      throw new IllegalArgumentException("must be like http://proxy.example.org:3128");
    }
    return Optional.of(uri);
  }

  /** Parses a host's name or address. */
  static String host(String text) {
    if (!HOST.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "must name hosts, without scheme, port and path, not \"" + text + "\"");
    }
    return text;
  }
}
