// SPDX-License-Identifier: MPL-2.0
package firefoxsync.mail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate for {@code localhost} that nobody but the test vouches for. */
final class TestCertificate {
  private static final char[] PASSWORD = "guards nothing".toCharArray();

  private TestCertificate() {}

  /** Returns what shows the certificate, and believes it. */
  static SSLContext context(Path directory)
      throws IOException, GeneralSecurityException, InterruptedException {
    var file = directory.resolve("keys.p12");
    var made = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
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
    if (made != 0) {
      throw new IllegalStateException("keytool failed");
    }
    var keys = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    var shown = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    shown.init(keys, PASSWORD);
    var believed = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    believed.init(trusted(keys));
    var context = SSLContext.getInstance("TLS");
    context.init(shown.getKeyManagers(), believed.getTrustManagers(), null);
    return context;
  }

  private static KeyStore trusted(KeyStore keys) throws IOException, GeneralSecurityException {
    var trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("server", keys.getCertificate("server"));
    return trusted;
  }
}
