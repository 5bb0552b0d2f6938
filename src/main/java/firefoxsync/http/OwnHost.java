// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import java.net.URI;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * The name of an origin at which some tables answer, and nothing else does. Browsers say truthfully
 * where they believe to be, and what they keep apart are origins; somebody who says something else
 * reaches what she could reach under its own name, too.
 *
 * @param name in lower case
 * @param port where the name alone would not tell it from the server's other origin
 * @param usualPort that a client need not name
 */
public record OwnHost(String name, OptionalInt port, int usualPort) {
  /** Returns the host of an origin beside another one of this server. */
  public static OwnHost of(URI origin, String otherName) {
    int usual = "https".equals(origin.getScheme()) ? 443 : 80;
    int port = origin.getPort() < 0 ? usual : origin.getPort();
    var name = origin.getHost().toLowerCase(Locale.ROOT);
    // Proxies may leave the port out of what they pass on.
    return new OwnHost(
        name, name.equals(otherName) ? OptionalInt.of(port) : OptionalInt.empty(), usual);
  }

  /** Tells whether a request is meant for it, by its {@code Host}. */
  boolean isMeantBy(String host) {
    int colon = host.lastIndexOf(':');
    boolean hasPort = colon > host.lastIndexOf(']');
    var hostName = hasPort ? host.substring(0, colon) : host;
    if (!hostName.equalsIgnoreCase(name)) {
      return false;
    }
    var hostPort = hasPort ? host.substring(colon + 1) : Integer.toString(usualPort);
    return port.isEmpty() || hostPort.equals(Integer.toString(port.getAsInt()));
  }
}
