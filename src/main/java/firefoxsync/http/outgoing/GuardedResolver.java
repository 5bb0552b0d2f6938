// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http.outgoing;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Looks up names and forgets addresses that are not public, unless the administrator named the host.
 * The connection goes to what was found here, so a second look-up cannot tell another story.
 */
final class GuardedResolver implements DnsResolver {
  /** Resolvers take these for addresses, in ways that differ: {@code 127.1}, {@code 0x7f000001}. */
  private static final Pattern ENDS_IN_NUMBER =
      Pattern.compile("(.*\\.)?([0-9]+|0x[0-9a-f]*)\\.?|.*:.*");

  private static final Pattern THIS_MACHINE = Pattern.compile("(.*\\.)?localhost\\.?");

  /** The name stands for nothing public. */
  static final class RefusedAddressException extends UnknownHostException {
    private static final long serialVersionUID = 1;

    RefusedAddressException(String host) {
      super(host + " is no public address; [outgoing] allow_hosts permits it");
    }
  }

  private final Reach reach;

  GuardedResolver(Reach reach) {
    this.reach = reach;
  }

  @Override
  public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
    var addresses = reach.isExempt(host, port) ? InetAddress.getAllByName(host) : resolve(host);
    return Arrays.stream(addresses)
        .map(address -> new InetSocketAddress(address, port))
        .toList();
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    var addresses = Arrays.stream(InetAddress.getAllByName(host))
        .filter(PublicAddresses::contain)
        .toArray(InetAddress[]::new);
    if (addresses.length == 0) {
      throw new RefusedAddressException(host);
    }
    return addresses;
  }

  /** Nobody here needs another name of a host. */
  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }

  /** Refuses what is plainly not public, for hosts whose names a proxy looks up. */
  void checkUnresolved(String host, int port) throws UnknownHostException {
    var name = host.toLowerCase(Locale.ROOT);
    if (reach.isExempt(name, port)) {
      return;
    }
    if (THIS_MACHINE.matcher(name).matches()) {
      throw new RefusedAddressException(host);
    }
    if (ENDS_IN_NUMBER.matcher(name).matches()) {
      resolve(name);
    }
  }
}
