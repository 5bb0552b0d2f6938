// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import firefoxsync.config.AddressRange;
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
  private final List<AddressRange> trusted;

  ClientAddress(List<AddressRange> trustedProxies) {
    trusted = List.copyOf(trustedProxies);
  }

  /** Returns the address in its usual form, without a port. */
  String of(InetAddress peer, Headers headers) {
    return NetUtil.toAddressString(isTrusted(peer) ? behind(peer, headers) : peer);
  }

  private InetAddress behind(InetAddress proxy, Headers headers) {
    var client = proxy;
    var hops = String.join(",", headers.all("X-Forwarded-For")).split(",", -1);
    for (int i = hops.length - 1; i >= 0 && isTrusted(client); i--) {
      var hop = parse(withoutPort(hops[i].strip()));
      if (hop == null) {
        break;
      }
      client = hop;
    }
    return client;
  }

  private boolean isTrusted(InetAddress address) {
    for (var range : trusted) {
      if (range.contains(address)) {
        return true;
      }
    }
    return false;
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
