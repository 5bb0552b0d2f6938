// SPDX-License-Identifier: MPL-2.0
package firefoxsync.tls;

import static firefoxsync.tls.TestCertificates.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which files can be used, and what is said of those that cannot, or that browsers would refuse. */
final class CertificateFilesTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path directory;

  @ParameterizedTest
  @CsvSource({
    "rsa.crt, rsa.pkcs8.key",
    "rsa.crt, rsa.pkcs1.key",
    "ec.crt, ec.pkcs8.key",
    "ec.crt, ec.sec1.key",
    "ec.crt, ec.with-parameters.key",
  })
  void keyFitsInEveryFormThatOpensslWrites(String certificate, String key) {
    var pair = new CertificateFiles(file(certificate), file(key)).read();

    assertThat(pair.own().getSubjectX500Principal().getName()).isEqualTo("CN=localhost");
  }

  @ParameterizedTest
  @CsvSource({
    "rsa.crt, ec.sec1.key, is not that of the certificate",
    "unrelated.crt, rsa.pkcs1.key, is not that of the certificate",
    "rsa.crt, encrypted.pkcs8.key, is encrypted with a password",
    "rsa.crt, encrypted.pkcs1.key, is encrypted with a password",
    "rsa.crt, ed25519.key, cannot be understood",
    "rsa.crt, rsa.crt, holds no PRIVATE KEY",
    "rsa.pkcs8.key, rsa.pkcs8.key, holds no CERTIFICATE",
  })
  void pairThatCannotBeUsedIsRefusedWithAReason(String certificate, String key, String reason) {
    assertThatThrownBy(new CertificateFiles(file(certificate), file(key))::read)
        .isInstanceOf(UnusableCertificateException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void bothMayBeInOneFile() throws IOException {
    var both = directory.resolve("both.pem");
    Files.write(both, Files.readAllBytes(file("ec.sec1.key")));
    Files.writeString(both, Files.readString(both) + Files.readString(file("ec.crt")));

    assertThat(new CertificateFiles(both, both).read().chain()).hasSize(1);
  }

  @Test
  void chainThatStartsWithAnotherCertificateIsSaidToBeDisordered() throws IOException {
    var chain = directory.resolve("chain.pem");
    Files.writeString(
        chain, Files.readString(file("unrelated.crt")) + Files.readString(file("rsa.crt")));

    assertThatThrownBy(new CertificateFiles(chain, file("rsa.pkcs8.key"))::read)
        .hasMessageContaining("does not have the server's own certificate first");
  }

  @Test
  void fileThatIsNotThereOrNotPemIsNamed() throws IOException {
    var none = directory.resolve("none.pem");
    assertThatThrownBy(new CertificateFiles(none, none)::read).hasMessage(none + " does not exist");

    var broken = directory.resolve("broken.pem");
    Files.writeString(broken, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
    assertThatThrownBy(new CertificateFiles(broken, broken)::read)
        .hasMessageStartingWith(broken + " holds a certificate that cannot be understood");
  }

  @ParameterizedTest
  @CsvSource({
    "sync.example.org, true",
    "a.wild.example.org, true",
    "[::1], true",
    "127.0.0.1, true",
    "a.b.wild.example.org, false",
    "wild.example.org, false",
    "example.org, false",
    "[::2], false",
    "127.0.0.2, false",
  })
  void hostIsComparedAsBrowsersDo(String host, boolean isFine) {
    var pair = TestCertificates.pair("rsa").read();
    var remarks = CertificateRemarks.on(pair, host, pair.ends().minus(Duration.ofDays(20)));

    assertThat(remarks.isEmpty()).isEqualTo(isFine);
    assertThat(remarks).allMatch(remark -> remark.contains("not for " + host));
  }

  @Test
  void endOfTheCertificateIsToldBeforeAndAfter() {
    var pair = TestCertificates.pair("ec").read();
    var host = "localhost";

    assertThat(CertificateRemarks.on(pair, host, pair.ends().minus(Duration.ofDays(15))))
        .isEmpty();
    assertThat(CertificateRemarks.on(pair, host, pair.ends().minus(Duration.ofDays(13))))
        .singleElement()
        .asString()
        .startsWith("the certificate expires soon, on ");
    assertThat(CertificateRemarks.on(pair, host, pair.ends()))
        .singleElement()
        .asString()
        .startsWith("the certificate has expired on ");
    assertThat(CertificateRemarks.on(pair, host, Instant.EPOCH))
        .singleElement()
        .asString()
        .startsWith("the certificate is valid only from ");
  }
}
