// SPDX-License-Identifier: MPL-2.0
package firefoxsync;

import static org.assertj.core.api.Assertions.assertThat;

import firefoxsync.cli.FirefoxSync;
import firefoxsync.config.ConfigReader;
import firefoxsync.database.TestDatabases;
import firefoxsync.tls.CertificateFiles;
import firefoxsync.tls.TestCertificates;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole with a certificate of its own, and what commands say about that. */
final class DaemonTlsTest {
  private Path directory;
  private Path config;
  private CertificateFiles files;

  @BeforeEach
  void write(@TempDir Path temporary) throws IOException {
    directory = temporary;
    config = directory.resolve("firefox-sync.toml");
    files = new CertificateFiles(directory.resolve("server.crt"), directory.resolve("server.key"));
    TestCertificates.replace(files, "rsa");
    Files.setPosixFilePermissions(files.key(), PosixFilePermissions.fromString("rw-r-----"));
    Files.writeString(directory.resolve("master.secret"), "guards nothing but this test");
    write("https://localhost:5000");
  }

  @Test
  void everyAddressSpeaksTls() throws Exception {
    var client = HttpClient.newBuilder().sslContext(TestCertificates.trusting()).build();
    var read = ConfigReader.read(config, Map.of());
    try (var daemon = Daemon.start(read, Clock.systemUTC(), "test", Map.of())) {
      int port = daemon.addresses().get(0).getPort();
      var uri = URI.create("https://localhost:" + port + "/__lbheartbeat__");
      var answer = client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding());

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
    }
  }

  /** Over HTTP/2, where {@code :authority} is what Host was, and connections may serve both. */
  @Test
  void documentsAreAtTheirOwnOriginAlone() throws Exception {
    Files.writeString(
        config,
        "\n[remotestorage]\nenabled = true\norigin = \"https://127.0.0.1:5000\"\n",
        StandardOpenOption.APPEND);
    var client = HttpClient.newBuilder().sslContext(TestCertificates.trusting()).build();
    var read = ConfigReader.read(config, Map.of());
    try (var daemon = Daemon.start(read, Clock.systemUTC(), "test", Map.of())) {
      int port = daemon.addresses().get(0).getPort();
      var statuses = new ArrayList<Integer>();
      for (var host : List.of("127.0.0.1", "localhost")) {
        for (var path : List.of("/rs/nobody/notes/", "/signin")) {
          var uri = URI.create("https://" + host + ":" + port + path);
          var answer = client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding());
          assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
          statuses.add(answer.statusCode());
        }
      }
      assertThat(statuses).containsExactly(401, 404, 421, 200);
    }
  }

  @Test
  void checkAndDoctorAreContentWithACertificateThatBrowsersTake() throws IOException {
    assertThat(run(0, "check")).contains("no mistakes");
    assertThat(run(1, "doctor"))
        .contains("ok     certificate: for localhost until ")
        .contains("ok     key: " + files.key() + " is closed to others");
  }

  @Test
  void certificateForAnotherHostIsNamed() throws IOException {
    write("https://elsewhere.example.org");

    var remark = "the certificate is not for elsewhere.example.org, the host of public_url, but for"
        + " localhost, 127.0.0.1, 0:0:0:0:0:0:0:1, sync.example.org, *.wild.example.org";
    assertThat(run(1, "check")).contains("no mistakes", "but " + remark);
    assertThat(run(1, "doctor")).contains("WRONG  certificate: " + remark);
  }

  @Test
  void keyOfAnotherCertificateIsNamed() throws IOException {
    Files.write(files.key(), Files.readAllBytes(TestCertificates.file("ec.sec1.key")));

    var reason = "the key in %s is not that of the certificate in %s"
        .formatted(files.key(), files.certificate());
    assertThat(run(1, "check")).contains("firefox-sync: " + reason);
    assertThat(run(1, "serve")).contains("firefox-sync: " + reason);
    assertThat(run(1, "doctor")).contains("WRONG  certificate: " + reason);
  }

  @Test
  void keyThatEverybodyMayReadIsNamed() throws IOException {
    Files.setPosixFilePermissions(files.key(), PosixFilePermissions.fromString("rw-r--r--"));

    assertThat(run(1, "doctor")).contains("WRONG  key: everybody may read " + files.key());
  }

  @Test
  void oneFileWithoutTheOtherAndTlsBelowPlainHttpAreMistakes() throws IOException {
    write("http://localhost:5000");
    assertThat(run(1, "check")).contains("needs a public_url that starts with https://");

    Files.writeString(config, Files.readString(config).replaceFirst("key_file.*", ""));
    assertThat(run(1, "check")).contains("tls.certificate_file needs tls.key_file");
  }

  private void write(String publicUrl) throws IOException {
    Files.writeString(
        config,
        """
        public_url = "%1$s"
        listen = ["127.0.0.1:0"]
        [secrets]
        master_file = "%2$s/master.secret"
        [tls]
        certificate_file = "%2$s/server.crt"
        key_file = "%2$s/server.key"
        [database]
        """
                .formatted(publicUrl, directory)
            + TestDatabases.toml(directory));
  }

  private String run(int exit, String command) {
    var said = new StringWriter();
    var line = FirefoxSync.commandLine();
    line.setOut(new PrintWriter(said)).setErr(new PrintWriter(said));

    assertThat(line.execute(command, "--config", config.toString())).isEqualTo(exit);
    return said.toString();
  }
}
