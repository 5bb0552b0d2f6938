// SPDX-License-Identifier: MPL-2.0
package firefoxsync.tls;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;

/**
 * Reads private keys as tools write them: PKCS#8 (RFC 5958), PKCS#1 for RSA (RFC 8017) and SEC 1 for
 * elliptic curves (RFC 5915). The JDK knows the first alone, so the others are put into it.
 */
final class PrivateKeyPem {
  private static final byte[] VERSION_0 = Der.hex("020100");
  private static final byte[] RSA_ALGORITHM = Der.hex("300d06092a864886f70d0101010500");
  private static final byte[] EC_IDENTIFIER = Der.hex("06072a8648ce3d0201");
  private static final int EC_PARAMETERS = 0xa0;

  private PrivateKeyPem() {}

  /**
   * Returns the first key among the blocks.
   *
   * @throws UnusableCertificateException saying why there is none that TLS could use
   */
  static PrivateKey read(List<PemBlock> blocks) {
    for (var block : blocks) {
      if (block.label().endsWith("PRIVATE KEY")) {
        return read(block);
      }
    }
    throw new UnusableCertificateException("holds no PRIVATE KEY in PEM");
  }

  private static PrivateKey read(PemBlock block) {
    if (block.isEncrypted()) {
      throw new UnusableCertificateException(
          "is encrypted with a password, which nobody could type at the start;"
              + " openssl pkey -in FILE -out PLAIN writes it without");
    }
    try {
      return switch (block.label()) {
        case "PRIVATE KEY" -> either(block.der());
        case "RSA PRIVATE KEY" -> key("RSA", pkcs8(RSA_ALGORITHM, block.der()));
        case "EC PRIVATE KEY" -> key("EC", pkcs8(ecAlgorithm(block), block.der()));
        default ->
          throw new UnusableCertificateException(
              "holds a " + block.label() + ", but RSA and elliptic curves alone are understood");
      };
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new UnusableCertificateException(
          "holds a key that cannot be understood: " + e.getMessage(), e);
    }
  }

  private static PrivateKey either(byte[] pkcs8) throws GeneralSecurityException {
    try {
      return key("RSA", pkcs8);
    } catch (GeneralSecurityException e) {
      return key("EC", pkcs8);
    }
  }

  private static PrivateKey key(String algorithm, byte[] pkcs8) throws GeneralSecurityException {
    return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
  }

  private static byte[] pkcs8(byte[] algorithm, byte[] key) {
    return Der.wrap(Der.SEQUENCE, VERSION_0, algorithm, Der.wrap(Der.OCTET_STRING, key));
  }

  private static byte[] ecAlgorithm(PemBlock block) {
    var key = Der.read(ByteBuffer.wrap(block.der()), Der.SEQUENCE);
    Der.read(key, Der.INTEGER);
    Der.read(key, Der.OCTET_STRING);
    if (!key.hasRemaining()) {
      throw new IllegalArgumentException("its curve is not named");
    }
    var curve = Der.rest(Der.read(key, EC_PARAMETERS));
    return Der.wrap(Der.SEQUENCE, EC_IDENTIFIER, curve);
  }
}
