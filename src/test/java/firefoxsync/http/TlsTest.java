// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import firefoxsync.tls.CertificateFiles;
import firefoxsync.tls.TestCertificates;
import firefoxsync.tls.UnusableCertificateException;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS by the server itself. */
@Timeout(60)
final class TlsTest {
  private static final int ALERT = 21;
  private static final Duration AGES = Duration.ofDays(1);
  private static final Route HELLO = Route.get("/", r -> Response.text(200, "hello"));

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void bothVersionsAreSpoken(String version) throws IOException {
    try (var server = LocalServer.secure(LocalServer.LIMITS, HELLO);
        var socket = connect(server.address(), "")) {
      socket.setEnabledProtocols(new String[] {version});

      assertThat(ask(socket)).startsWith("HTTP/1.1 200 ").endsWith("hello");
      assertThat(socket.getSession().getProtocol()).isEqualTo(version);
    }
  }

  @ParameterizedTest
  @CsvSource({"h2, h2", "http/1.1, http/1.1", "h2 http/1.1, h2", "http/1.1 h2, h2", "'', ''"})
  void protocolIsAgreedUpon(String offered, String agreed) throws IOException {
    try (var server = LocalServer.secure(LocalServer.LIMITS, HELLO);
        var socket = connect(server.address(), offered)) {
      socket.startHandshake();

      assertThat(socket.getApplicationProtocol()).isEqualTo(agreed);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rsa", "ec"})
  void eitherKindOfKeyWorks(String type) throws IOException {
    try (var server = LocalServer.secure(LocalServer.LIMITS, TestCertificates.pair(type), HELLO);
        var socket = connect(server.address(), "")) {
      assertThat(ask(socket)).endsWith("hello");
    }
  }

  @Test
  void lastAnswerEndsWithTheWordThatNoneFollows() throws IOException {
    try (var server = LocalServer.secure(LocalServer.LIMITS, HELLO);
        var plain = new RecordingSocket(server.address());
        var socket = over(plain, server.address().getPort())) {
      socket.setEnabledProtocols(new String[] {"TLSv1.2"});

      assertThat(ask(socket)).endsWith("hello");
      assertThat(plain.lastRecordType()).as("close_notify").isEqualTo(ALERT);
    }
  }

  @Test
  void renewedCertificateIsServedWithoutARestart() throws IOException {
    var files = copy("rsa");
    try (var server = LocalServer.secure(LocalServer.LIMITS, files, HELLO);
        var old = connect(server.address(), "")) {
      old.startHandshake();
      assertThat(keyOf(server)).isEqualTo("RSA");

      TestCertificates.replace(files, "ec");
      await().until(() -> keyOf(server).equals("EC"));
      assertThat(ask(old)).as("a connection from before").endsWith("hello");
    }
  }

  @Test
  void startWithAPairThatCannotBeUsedIsRefused() {
    var files = new CertificateFiles(
        TestCertificates.file("rsa.crt"), TestCertificates.file("ec.sec1.key"));

    assertThatThrownBy(() -> LocalServer.secure(LocalServer.LIMITS, files, HELLO))
        .isInstanceOf(UnusableCertificateException.class);
  }

  @Test
  void plainRequestIsClosed() throws IOException {
    try (var server = LocalServer.secure(LocalServer.LIMITS, HELLO);
        var client = server.connect()) {
      client.request("GET /");

      assertThat(client.isAtEnd()).isTrue();
    }
  }

  @Test
  void clientWhoNeverComesToTermsIsClosed() throws IOException {
    var limits = LocalServer.hasty(LocalServer.SHORT, AGES, AGES);
    try (var server = LocalServer.secure(limits, HELLO);
        var client = server.connect()) {
      assertThat(client.isAtEnd()).isTrue();
    }
  }

  @Test
  void stopAnswersWhoIsStillComingToTerms() throws Exception {
    var server = LocalServer.secure(LocalServer.LIMITS, HELLO);
    var stopping = new Thread(server::close);
    try (var socket = connect(server.address(), "");
        var other = connect(server.address(), "")) {
      other.startHandshake();
      stopping.start();
      await().until(() -> refuses(server.address()));

      assertThat(ask(socket)).endsWith("hello");
    }
    stopping.join(Duration.ofSeconds(20).toMillis());
    assertThat(stopping.isAlive()).isFalse();
  }

  private static boolean refuses(InetSocketAddress address) {
    try {
      connect(address, "").close();
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void oldVersionsAreRefused() throws IOException {
    try (var server = LocalServer.secure(LocalServer.LIMITS, HELLO);
        var socket = connect(server.address(), "")) {
      socket.setEnabledProtocols(new String[] {"TLSv1.1"});

      assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
    }
  }

  private CertificateFiles copy(String type) throws IOException {
    var files =
        new CertificateFiles(directory.resolve("server.crt"), directory.resolve("server.key"));
    TestCertificates.replace(files, type);
    return files;
  }

  private static String keyOf(LocalServer server) throws IOException {
    try (var socket = connect(server.address(), "")) {
      socket.startHandshake();
      return socket.getSession().getPeerCertificates()[0].getPublicKey().getAlgorithm();
    }
  }

  private static SSLSocket connect(InetSocketAddress address, String protocols) throws IOException {
    var plain = new Socket(address.getAddress(), address.getPort());
    var socket = over(plain, address.getPort());
    if (!protocols.isEmpty()) {
      var parameters = socket.getSSLParameters();
      parameters.setApplicationProtocols(protocols.split(" "));
      socket.setSSLParameters(parameters);
    }
    return socket;
  }

  private static SSLSocket over(Socket plain, int port) throws IOException {
    plain.setSoTimeout(20_000);
    var factory = TestCertificates.trusting().getSocketFactory();
    return (SSLSocket) factory.createSocket(plain, "localhost", port, true);
  }

  private static String ask(SSLSocket socket) throws IOException {
    var request = "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(US_ASCII));
    return new String(socket.getInputStream().readAllBytes(), US_ASCII);
  }

  /** Keeps what comes, in its records, as TLS 1.2 shows their types. */
  private static final class RecordingSocket extends Socket {
    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();

    RecordingSocket(InetSocketAddress address) throws IOException {
      super(address.getAddress(), address.getPort());
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return new FilterInputStream(super.getInputStream()) {
        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
          int count = super.read(bytes, offset, length);
          seen.write(bytes, offset, Math.max(0, count));
          return count;
        }
      };
    }

    int lastRecordType() {
      var records = ByteBuffer.wrap(seen.toByteArray());
      int type = -1;
      while (records.hasRemaining()) {
        type = records.get();
        records.getShort();
        records.position(records.position() + 2 + records.getShort(records.position()));
      }
      return type;
    }
  }
}
