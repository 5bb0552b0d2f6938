// SPDX-License-Identifier: MPL-2.0
package firefoxsync.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * A certificate, those that vouch for it, and the key that fits it.
 *
 * @param chain the server's own certificate first
 * @param key of the first certificate
 */
public record CertificatePair(List<X509Certificate> chain, PrivateKey key) {
  /** Keeps a copy of the chain. */
  public CertificatePair {
    chain = List.copyOf(chain);
  }

  /**
   * Makes a pair of what the two files hold.
   *
   * @throws UnusableCertificateException saying what is wrong with which of them
   */
  static CertificatePair of(CertificateFiles.Texts texts) {
    var chain = texts.ofCertificate(CertificatePair::chain);
    var key = texts.ofKey(text -> PrivateKeyPem.read(PemBlock.all(text)));
    if (!fits(chain.get(0), key)) {
      boolean isDisordered = chain.stream().anyMatch(other -> fits(other, key));
      throw new UnusableCertificateException(
          isDisordered
              ? texts.files().certificate() + " does not have the server's own certificate first"
              : "the key in %s is not that of the certificate in %s"
                  .formatted(texts.files().key(), texts.files().certificate()));
    }
    return new CertificatePair(chain, key);
  }

  /** Returns the certificate of the server itself. */
  public X509Certificate own() {
    return chain.get(0);
  }

  /** Returns when it ends. */
  public Instant ends() {
    return own().getNotAfter().toInstant();
  }

  @Override
  public String toString() {
    // The key must not be told.
    return own().getSubjectX500Principal() + " until " + ends();
  }

  private static List<X509Certificate> chain(String text) {
    var chain = PemBlock.all(text).stream()
        .filter(block -> block.label().endsWith("CERTIFICATE"))
        .map(CertificatePair::certificate)
        .toList();
    if (chain.isEmpty()) {
      throw new UnusableCertificateException("holds no CERTIFICATE in PEM");
    }
    return chain;
  }

  private static X509Certificate certificate(PemBlock block) {
    try {
      return (X509Certificate) CertificateFactory.getInstance("X.509")
          .generateCertificate(new ByteArrayInputStream(block.der()));
    } catch (CertificateException e) {
      throw new UnusableCertificateException(
          "holds a certificate that cannot be understood: " + e.getMessage(), e);
    }
  }

  /** Keys cannot be compared across the two halves, so one signs and the other verifies. */
  private static boolean fits(X509Certificate certificate, PrivateKey key) {
    PublicKey open = certificate.getPublicKey();
    if (!open.getAlgorithm().equals(key.getAlgorithm())) {
      return false;
    }
    try {
      var signature = Signature.getInstance(
          key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA");
      var text = "does the key fit".getBytes(US_ASCII);
      signature.initSign(key);
      signature.update(text);
      var signed = signature.sign();
      signature.initVerify(open);
      signature.update(text);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
