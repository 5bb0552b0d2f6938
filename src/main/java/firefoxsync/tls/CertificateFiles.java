// SPDX-License-Identifier: MPL-2.0
package firefoxsync.tls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import firefoxsync.config.TlsSettings;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * Where certificate and key are. Both may be in one file.
 *
 * @param certificate the server's own first, then those that vouch for it, in PEM
 * @param key in PEM, without a password
 */
public record CertificateFiles(Path certificate, Path key) {
  private static final int BYTES_MAX = 1 << 20;

  /** Returns the files that were configured. */
  public static CertificateFiles of(TlsSettings settings) {
    return new CertificateFiles(settings.certificateFile(), settings.keyFile());
  }

  /** What both files hold at one time. */
  record Texts(CertificateFiles files, String certificateText, String keyText) {
    <T> T ofCertificate(Function<String, T> parse) {
      return parsed(files.certificate, certificateText, parse);
    }

    <T> T ofKey(Function<String, T> parse) {
      return parsed(files.key, keyText, parse);
    }

    private static <T> T parsed(Path file, String text, Function<String, T> parse) {
      try {
        return parse.apply(text);
      } catch (UnusableCertificateException e) {
        throw new UnusableCertificateException(file + " " + e.getMessage(), e);
      }
    }
  }

  /**
   * Reads both.
   *
   * @throws UnusableCertificateException saying what keeps them from being used
   */
  public CertificatePair read() {
    return CertificatePair.of(texts());
  }

  Texts texts() {
    return new Texts(this, text(certificate), text(key));
  }

  private static String text(Path file) {
    try (var in = Files.newInputStream(file)) {
      var bytes = in.readNBytes(BYTES_MAX + 1);
      if (bytes.length > BYTES_MAX) {
        throw new UnusableCertificateException(file + " is too large");
      }
      return new String(bytes, ISO_8859_1);
    } catch (NoSuchFileException e) {
      throw new UnusableCertificateException(file + " does not exist", e);
    } catch (AccessDeniedException e) {
      throw new UnusableCertificateException(
          "%s may not be read by the account %s, directly or for a folder above it"
              .formatted(file, System.getProperty("user.name")),
          e);
    } catch (IOException e) {
      throw new UnusableCertificateException(file + " cannot be read: " + e, e);
    }
  }
}
