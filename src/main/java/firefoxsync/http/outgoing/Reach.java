// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http.outgoing;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whom the administrator lets this server ask although their addresses are not public, and through
 * whom it asks.
 *
 * @param hosts names or addresses that may be asked at any port, without the proxy
 * @param origins URLs that the configuration itself names: their hosts, at their ports alone
 * @param proxy through which all but the hosts are asked; nobody when null
 */
public record Reach(List<String> hosts, List<URI> origins, @Nullable URI proxy) {
  /** Keeps copies, hosts in lower case. */
  public Reach {
    hosts = hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
    origins = List.copyOf(origins);
  }

  boolean isDirect(String host) {
    return proxy == null || hosts.contains(host.toLowerCase(Locale.ROOT));
  }

  /** Tells whether the host may have an address that is not public. */
  boolean isExempt(String host, int port) {
    var name = host.toLowerCase(Locale.ROOT);
    return hosts.contains(name) || named().contains(new HostAndPort(name, port));
  }

  private Set<HostAndPort> named() {
    var named = origins.stream().map(HostAndPort::of).collect(Collectors.toSet());
    if (proxy != null) {
      named.add(HostAndPort.of(proxy));
    }
    return named;
  }

  private record HostAndPort(String host, int port) {
    static HostAndPort of(URI uri) {
      var origin = Origin.of(uri);
      return new HostAndPort(origin.host(), origin.port());
    }
  }
}
