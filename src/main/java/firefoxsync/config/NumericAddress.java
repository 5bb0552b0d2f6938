// SPDX-License-Identifier: MPL-2.0
package firefoxsync.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** IP addresses as numbers: a name would be looked up, and may mean something else tomorrow. */
final class NumericAddress {
  private static final Pattern FOUR_NUMBERS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
  private static final Pattern COLONS = Pattern.compile("[0-9a-fA-F]*:[0-9a-fA-F:.]*");
  private static final Pattern WITH_PORT =
      Pattern.compile("(?:\\[(?<six>[^\\]]+)\\]|(?<four>[^:]+)):(?<port>[0-9]{1,5})");
  private static final int PORT_MAX = 65_535;

  private NumericAddress() {}

  static InetAddress parse(String text) {
    if (FOUR_NUMBERS.matcher(text).matches() || COLONS.matcher(text).matches()) {
      try {
        return byLiteral(text);
      } catch (UnknownHostException e) {
        // Told below, in one way for all.
      }
    }
    throw new IllegalArgumentException(
        "must be an IP address such as 192.0.2.1 or 2001:db8::1, not \"" + text + "\"");
  }

  static InetSocketAddress withPort(String text) {
    var parts = WITH_PORT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "must be ADDRESS:PORT or [ADDRESS]:PORT, not \"" + text + "\"");
    }
    int port = Integer.parseInt(parts.group("port"));
    if (port > PORT_MAX) {
      throw new IllegalArgumentException("the port must be at most " + PORT_MAX);
    }
    var host = parts.group("six") == null ? parts.group("four") : parts.group("six");
    return new InetSocketAddress(parse(host), port);
  }

  @SuppressWarnings("AddressSelection") // It is an address already, so there is one answer.
  private static InetAddress byLiteral(String address) throws UnknownHostException {
    return InetAddress.getByName(address);
  }
}
