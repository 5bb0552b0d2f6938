// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import firefoxsync.http.outgoing.OutgoingException.Kind;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates are looked at: a server whose own nobody vouches for gets no question. */
final class OutgoingTlsTest {
  private static final char[] PASSWORD = "guards nothing".toCharArray();

  @Test
  void certificateThatNobodyVouchesForIsRefused(@TempDir Path directory) throws Exception {
    var loopback = InetAddress.getLoopbackAddress();
    var server = HttpsServer.create(new InetSocketAddress(loopback, 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context(directory.resolve("keys.p12"))));
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

  private static SSLContext context(Path file) throws Exception {
    var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var made = new ProcessBuilder(
            keytool,
            "-genkeypair",
            "-alias",
            "server",
            "-keyalg",
            "EC",
            "-dname",
            "CN=localhost",
            "-ext",
            "san=dns:localhost",
            "-storetype",
            "PKCS12",
            "-keystore",
            file.toString(),
            "-storepass",
            new String(PASSWORD))
        .inheritIO()
        .start()
        .waitFor();
    assertThat(made).isZero();
    var keys = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD);
    var context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }
}
