// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import static org.assertj.core.api.Assertions.assertThat;

import firefoxsync.config.AddressRange;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whom the server takes for its client. */
final class ClientAddressTest {
  private final ClientAddress clientAddress = new ClientAddress(
      Stream.of("127.0.0.1", "10.0.0.0/8", "::1").map(AddressRange::parse).toList());

  @Test
  void strangerIsNotBelieved() {
    assertThat(of("192.0.2.1", "198.51.100.7")).isEqualTo("192.0.2.1");
  }

  @Test
  void proxyIsBelieved() {
    assertThat(of("127.0.0.1", "198.51.100.7")).isEqualTo("198.51.100.7");
    assertThat(of("::1", "2001:db8::7")).isEqualTo("2001:db8::7");
  }

  @Test
  void lastAddressThatIsNoProxyCounts() {
    assertThat(of("127.0.0.1", "1.1.1.1, 198.51.100.7, 10.1.2.3")).isEqualTo("198.51.100.7");
    assertThat(of("127.0.0.1", "1.1.1.1, 198.51.100.7", "10.1.2.3")).isEqualTo("198.51.100.7");
  }

  @Test
  void proxyWithoutAWordIsTheClientItself() {
    assertThat(of("127.0.0.1")).isEqualTo("127.0.0.1");
  }

  @Test
  void nonsenseEndsTheSearch() {
    assertThat(of("127.0.0.1", "198.51.100.7, unknown")).isEqualTo("127.0.0.1");
    assertThat(of("127.0.0.1", "198.51.100.7, example.org, 10.0.0.1")).isEqualTo("10.0.0.1");
  }

  @Test
  void portsAreDropped() {
    assertThat(of("127.0.0.1", "198.51.100.7:4711")).isEqualTo("198.51.100.7");
    assertThat(of("127.0.0.1", "[2001:db8::7]:4711")).isEqualTo("2001:db8::7");
  }

  private String of(String peer, String... forwarded) {
    var fields = Stream.of(forwarded)
        .map(value -> new Headers.Field("x-forwarded-for", value))
        .toList();
    InetAddress address = AddressRange.parse(peer).address();
    return clientAddress.of(address, Headers.of(List.copyOf(fields)));
  }
}
