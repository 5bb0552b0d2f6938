// SPDX-License-Identifier: MPL-2.0
package firefoxsync.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Objects;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Certificates for localhost, its addresses, sync.example.org and *.wild.example.org, valid for a
 * hundred years; and keys in every form that openssl writes.
 */
public final class TestCertificates {
  private static final char[] NO_PASSWORD = {};

  private TestCertificates() {}

  /** Returns one of the files. */
  public static Path file(String name) {
    try {
      return Path.of(
          Objects.requireNonNull(TestCertificates.class.getResource(name)).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the pair of that key type, {@code rsa} or {@code ec}. */
  public static CertificateFiles pair(String type) {
    return new CertificateFiles(file(type + ".crt"), file(type + ".pkcs8.key"));
  }

  /** Writes the pair over the files, as a renewal does. */
  public static void replace(CertificateFiles files, String type) throws IOException {
    Files.copy(file(type + ".crt"), files.certificate(), StandardCopyOption.REPLACE_EXISTING);
    Files.copy(file(type + ".pkcs8.key"), files.key(), StandardCopyOption.REPLACE_EXISTING);
  }

  /** Returns a client's context that believes these certificates. */
  public static SSLContext trusting() {
    return context((context, store) -> {
      store.setCertificateEntry("rsa", pair("rsa").read().own());
      store.setCertificateEntry("ec", pair("ec").read().own());
      var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(store);
      context.init(null, managers.getTrustManagers(), null);
    });
  }

  /** Returns a server's context with the pair of that key type, which nobody vouches for. */
  public static SSLContext serving(String type) {
    return context((context, store) -> {
      var pair = pair(type).read();
      var chain = pair.chain().toArray(new Certificate[0]);
      store.setKeyEntry("server", pair.key(), NO_PASSWORD, chain);
      var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(store, NO_PASSWORD);
      context.init(managers.getKeyManagers(), null, null);
    });
  }

  private interface Filling {
    void fill(SSLContext context, KeyStore store) throws GeneralSecurityException;
  }

  private static SSLContext context(Filling filling) {
    try {
      var store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      var context = SSLContext.getInstance("TLS");
      filling.fill(context, store);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
