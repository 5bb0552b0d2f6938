// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http.outgoing;

import firefoxsync.config.AddressRange;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses belong to the open internet. All others may be a router, a printer or a service of
 * this very machine, which a stranger's URL must not reach.
 */
final class PublicAddresses {
  private static final AddressRange GLOBAL_UNICAST = AddressRange.parse("2000::/3");

  /** By the registries of special-purpose addresses, RFC 6890 and later. */
  private static final List<AddressRange> SPECIAL = Stream.of(
          "0.0.0.0/8", // this network
          "10.0.0.0/8", // private
          "100.64.0.0/10", // carriers' NAT
          "127.0.0.0/8", // loopback
          "169.254.0.0/16", // link-local, where clouds keep their metadata
          "172.16.0.0/12", // private
          "192.0.0.0/24", // protocols
          "192.0.2.0/24", // documentation
          "192.88.99.0/24", // 6to4 relays
          "192.168.0.0/16", // private
          "198.18.0.0/15", // benchmarks
          "198.51.100.0/24", // documentation
          "203.0.113.0/24", // documentation
          "224.0.0.0/3", // multicast, reserved, broadcast
          "2001::/23", // protocols, Teredo among them
          "2001:db8::/32", // documentation
          "2002::/16", // 6to4
          "3fff::/20") // documentation
      .map(AddressRange::parse)
      .toList();

  private PublicAddresses() {}

  /**
   * Tells whether anybody may be sent there. Of IPv6, only global unicast is: so no loopback, local,
   * multicast, mapped or NAT64 address. Java gives a mapped address as the IPv4 one that it means.
   */
  static boolean contain(InetAddress address) {
    return (address instanceof Inet4Address || GLOBAL_UNICAST.contains(address))
        && SPECIAL.stream().noneMatch(range -> range.contains(address));
  }
}
