// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import firefoxsync.http.outgoing.OutgoingException.Kind;
import firefoxsync.tls.TestCertificates;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;

/** Certificates are looked at: a server whose own nobody vouches for gets no question. */
final class OutgoingTlsTest {
  @Test
  void certificateThatNobodyVouchesForIsRefused() throws Exception {
    var loopback = InetAddress.getLoopbackAddress();
    var server = HttpsServer.create(new InetSocketAddress(loopback, 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(TestCertificates.serving("ec")));
    server.createContext("/", exchange -> Elsewhere.reply(exchange, 200, "hello"));
    server.start();
    try (var client = new OutgoingHttp(new Reach(List.of("localhost"), List.of(), null), "test")) {
      var uri = URI.create("https://localhost:" + server.getAddress().getPort() + "/");
      var limits = new OutgoingLimits(Duration.ofSeconds(20), 1000, 0);
      var failure = catchThrowableOfType(
          OutgoingException.class, () -> client.send(OutgoingRequest.get(uri), limits));
      assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
      assertThat(failure).hasCauseInstanceOf(SSLException.class);
    } finally {
      server.stop(0);
    }
  }
}
