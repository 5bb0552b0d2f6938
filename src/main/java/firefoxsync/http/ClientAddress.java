// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds who is really asking: the peer, or, when the peer is a trusted proxy, the last address in
 * {@code X-Forwarded-For} that is not one. Immutable; never asks the DNS.
 */
final class ClientAddress {
  private record Network(InetAddress address, int bits) {
    boolean contains(InetAddress other) {
      var mine = address.getAddress();
      var its = other.getAddress();
      if (mine.length != its.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        if ((mine[bit / 8] & mask) != (its[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }

  private final List<Network> trusted;

  /**
   * Takes addresses and networks such as {@code 10.0.0.0/8}.
   *
   * @throws IllegalArgumentException when one of them is neither
   */
  ClientAddress(List<String> trustedProxies) {
    trusted = trustedProxies.stream().map(ClientAddress::network).toList();
  }

  /** Returns the address in its usual form, without a port. */
  String of(InetAddress peer, Headers headers) {
    var client = peer;
    var hops = String.join(",", headers.all("X-Forwarded-For")).split(",", -1);
    for (int i = hops.length - 1; i >= 0 && isTrusted(client); i--) {
      var hop = parse(withoutPort(hops[i].strip()));
      if (hop == null) {
        break;
      }
      client = hop;
    }
    return NetUtil.toAddressString(client);
  }

  private boolean isTrusted(InetAddress address) {
    return trusted.stream().anyMatch(network -> network.contains(address));
  }

  private static Network network(String text) {
    int slash = text.indexOf('/');
    var address = parse(slash < 0 ? text : text.substring(0, slash));
    if (address == null) {
      throw new IllegalArgumentException("not an address or a network: " + text);
    }
    int most = address.getAddress().length * 8;
    int bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
    if (bits < 0 || bits > most) {
      throw new IllegalArgumentException("not a network: " + text);
    }
    return new Network(address, bits);
  }

  private static String withoutPort(String hop) {
    if (hop.startsWith("[")) {
      int end = hop.indexOf(']');
      return end < 0 ? hop : hop.substring(1, end);
    }
    int colon = hop.indexOf(':');
    boolean hasPort = colon >= 0 && hop.indexOf(':', colon + 1) < 0;
    return hasPort ? hop.substring(0, colon) : hop;
  }

  private static @Nullable InetAddress parse(String literal) {
    var bytes = NetUtil.createByteArrayFromIpAddressString(literal);
    try {
      return bytes == null ? null : InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      // Only a wrong number of bytes does this, and Netty returns 4 or 16.
      throw new IllegalStateException(e);
    }
  }
}
